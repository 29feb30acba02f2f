import { setTimeout as wait } from "node:timers/promises";
import pRetry from "p-retry";
import type { Validators } from "../pin/manifest.js";
import { SchemaError } from "../schema-error.js";

/** No schema file comes near this (the largest is 2.4 MB): more is not one. */
const maximumBytes = 32 * 1024 * 1024;
/** A request that takes longer has stalled. */
const timeout = 60_000;
/** A server that asks for a longer pause is not waited for. */
const longestPause = 60_000;

/** How files are fetched. */
export interface DownloadSettings {
  /** The HTTP client; the global one unless told. */
  readonly fetch?: typeof fetch;
  /** How often a file is asked for at most where that fails in a way that may pass; 4 unless told. */
  readonly attempts?: number;
  /** The first pause between two attempts in milliseconds; each is three times as long as the last. 500 unless told. */
  readonly pause?: number;
}

/** How files are fetched, and what ends it. */
export interface DownloadOptions extends DownloadSettings {
  readonly signal: AbortSignal;
}

/** A schema file as it was served. */
export interface Downloaded {
  readonly text: string;
  /** The day of the answer's `Last-Modified` (UTC); undefined where it has none, or one that is yet to come. */
  readonly lastModified: string | undefined;
  readonly validators: Validators | undefined;
}

/**
 * Fetches a schema file; what fails in a way that may pass (no answer, 408, 429, 5xx, a lost connection) is tried again.
 *
 * @param known What the server said of the content that is there already: it is not sent again if it has not changed.
 * @returns Undefined where it has not changed.
 * @throws {SchemaError} When there is no answer of 200, or it is too large or not UTF-8. A redirect is not followed: it
 *   could lead to another endpoint's schema.
 */
export async function download(
  url: string,
  options: DownloadOptions,
  known?: Validators,
): Promise<Downloaded | undefined> {
  const { attempts = 4, pause = 500, signal } = options;
  return pRetry(() => downloadOnce(url, options, known), {
    retries: attempts - 1,
    minTimeout: pause,
    factor: 3,
    randomize: true,
    signal,
    shouldRetry: ({ error }) => error instanceof PassingError && error.pause <= longestPause,
    onFailedAttempt: async ({ error, retriesLeft }) => {
      const asked = error instanceof PassingError && retriesLeft > 0 ? error.pause : 0;
      if (asked > 0 && asked <= longestPause) await wait(asked, undefined, { signal });
    },
  });
}

/** A failure that may pass. */
class PassingError extends SchemaError {
  /** How long the server asks to be left alone, in milliseconds. */
  readonly pause: number;

  constructor(url: string, problem: string, options?: ErrorOptions & { readonly pause?: number }) {
    super(url, "", problem, options);
    this.pause = options?.pause ?? 0;
  }
}

async function downloadOnce(
  url: string,
  { fetch: fetchUrl = fetch, signal }: DownloadOptions,
  known: Validators | undefined,
): Promise<Downloaded | undefined> {
  let response: Response;
  try {
    response = await fetchUrl(url, {
      redirect: "manual",
      headers: {
        ...(known?.etag !== undefined && { "if-none-match": known.etag }),
        ...(known?.lastModified !== undefined && { "if-modified-since": known.lastModified }),
      },
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeout)]),
    });
  } catch (cause) {
    throw new PassingError(url, `it cannot be fetched (${reasonOf(cause)})`, { cause });
  }
  const { status, headers } = response;
  if (status === 304 && known !== undefined) return undefined;
  if (status !== 200) {
    await response.body?.cancel();
    throw refusalOf(url, response);
  }
  const body = await readBody(url, response);
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(body);
    return { text, lastModified: dayOf(headers.get("last-modified")), validators: validatorsOf(headers) };
  } catch (cause) {
    throw new SchemaError(url, "", "not UTF-8", { cause });
  }
}

function refusalOf(url: string, { status, headers }: Response): SchemaError {
  if (status >= 300 && status < 400) {
    const target = URL.canParse(headers.get("location") ?? "", url)
      ? new URL(headers.get("location")!, url)
      : undefined;
    const where =
      target === undefined ? "" : ` to ${target.host === new URL(url).host ? "" : "another host, "}${target.href}`;
    return new SchemaError(url, "", `200 expected, found ${status}: a redirect${where}, is not followed`);
  }
  if (status !== 408 && status !== 429 && status < 500)
    return new SchemaError(url, "", `200 expected, found ${status}`);
  return new PassingError(url, `200 expected, found ${status}`, { pause: pauseOf(headers.get("retry-after")) });
}

/** `Retry-After` in milliseconds: seconds, or a date (RFC 9110). */
function pauseOf(header: string | null): number {
  if (header === null) return 0;
  const pause = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now();
  return pause > 0 ? pause : 0;
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
    throw new PassingError(url, `the connection was lost after ${bytes} bytes (${reasonOf(cause)})`, { cause });
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

function validatorsOf(headers: Headers): Validators | undefined {
  const etag = headers.get("etag");
  const lastModified = headers.get("last-modified");
  if (etag !== null) return { etag };
  return dayOf(lastModified) === undefined ? undefined : { lastModified: lastModified! };
}
