import { SchemaError } from "../schema-error.js";

/** No schema file comes near this (the largest is 1.6 MB): more is not one. */
const maximumBytes = 32 * 1024 * 1024;
/** A request that takes longer has stalled. */
const timeout = 60_000;

/**
 * Fetches the text of a schema file.
 *
 * @throws {@link SchemaError} when there is no answer of 200, or it is too large or not UTF-8. A redirect is not
 *   followed: it could lead to another endpoint's schema.
 */
export async function download(url: string, fetchUrl: typeof fetch): Promise<string> {
  let response: Response;
  try {
    response = await fetchUrl(url, { redirect: "manual", signal: AbortSignal.timeout(timeout) });
  } catch (cause) {
    const reason = cause instanceof Error && cause.cause instanceof Error ? cause.cause.message : String(cause);
    throw new SchemaError(url, "", `it cannot be fetched (${reason})`, { cause });
  }
  if (response.status !== 200) throw new SchemaError(url, "", `200 expected, found ${response.status}`);
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > maximumBytes) throw new SchemaError(url, "", `larger than ${maximumBytes} bytes`);
    chunks.push(chunk);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks));
  } catch (cause) {
    throw new SchemaError(url, "", "not UTF-8", { cause });
  }
}
