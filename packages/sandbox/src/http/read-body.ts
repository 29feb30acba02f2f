import { classRefusal } from "../refusal.js";
import type { Received } from "./received.js";

/** The largest body that is kept: far above what any operation takes. */
const bodyLimitBytes = 1_048_576;

/**
 * The exact bytes of a request's body, whatever its method.
 *
 * @throws {Refusal} 413 above {@link bodyLimitBytes}.
 */
export async function readBody({ body }: Received): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    length += chunk.byteLength;
    // What is beyond is read and dropped: to stop would close the connection before the answer is through.
    if (length <= bodyLimitBytes) chunks.push(chunk);
  }
  if (length > bodyLimitBytes) throw classRefusal(413, `The body is larger than ${bodyLimitBytes} bytes`);
  return Buffer.concat(chunks);
}
