import { SchemaError } from "../schema-error.js";

/** No schema file comes near this (the largest is 1.6 MB): more is not one. */
const maximumBytes = 32 * 1024 * 1024;
/** A request that takes longer has stalled. */
const timeout = 60_000;

/** A schema file as it was served. */
export interface Downloaded {
  readonly text: string;
  /** The day of the answer's `Last-Modified` (UTC); undefined where it has none, or one that is yet to come. */
  readonly lastModified: string | undefined;
}

/**
 * Fetches a schema file.
 *
 * @throws {SchemaError} When there is no answer of 200, or it is too large or not UTF-8. A redirect is not followed: it
 *   could lead to another endpoint's schema.
 */
export async function download(url: string, fetchUrl: typeof fetch): Promise<Downloaded> {
  let response: Response;
  try {
    response = await fetchUrl(url, { redirect: "manual", signal: AbortSignal.timeout(timeout) });
  } catch (cause) {
    throw new SchemaError(url, "", `it cannot be fetched (${reasonOf(cause)})`, { cause });
  }
  if (response.status !== 200) throw new SchemaError(url, "", `200 expected, found ${response.status}`);
  const body = await readBody(url, response);
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(body);
    return { text, lastModified: dayOf(response.headers.get("last-modified")) };
  } catch (cause) {
    throw new SchemaError(url, "", "not UTF-8", { cause });
  }
}

async function readBody(url: string, response: Response): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const chunk of response.body ?? []) {
      bytes += chunk.byteLength;
      if (bytes > maximumBytes) break;
      chunks.push(chunk);
    }
  } catch (cause) {
    throw new SchemaError(url, "", `the connection was lost after ${bytes} bytes (${reasonOf(cause)})`, { cause });
  }
  if (bytes > maximumBytes) throw new SchemaError(url, "", `larger than ${maximumBytes} bytes`);
  return Buffer.concat(chunks);
}

/** What fetch says of a failure stands in the cause of its error. */
function reasonOf(failure: unknown): string {
  return failure instanceof Error && failure.cause instanceof Error ? failure.cause.message : String(failure);
}

function dayOf(header: string | null): string | undefined {
  const instant = Date.parse(header ?? "");
  return instant <= Date.now() ? new Date(instant).toISOString().slice(0, 10) : undefined;
}
