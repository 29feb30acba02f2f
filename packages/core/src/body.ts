import { discard, type Platform } from "./platform.js";

/** How much of an answer is read, and how long is waited for more of it. */
export interface BodyLimits {
  /** Bytes, once decompressed; what comes after them is not read. */
  readonly size: number;
  /** Milliseconds from one part of it to the next; `Infinity` for no limit. */
  readonly idle: number;
}

/** What was read of an answer. */
export interface Body {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Which limit ended it; undefined where it is the whole body. */
  readonly cut?: keyof BodyLimits | undefined;
}

/**
 * Reads the body of an answer within limits; where one is crossed, its connection is let go.
 *
 * @throws {unknown} What the runtime says of a body that breaks off.
 */
export async function readBody(
  response: Response,
  { size, idle }: BodyLimits,
  platform: Pick<Platform, "schedule">,
): Promise<Body> {
  const { next, stop } = chunksOf(response);
  const chunks: Uint8Array[] = [];
  let length = 0;
  let cut: Body["cut"];
  const end = (limit: Body["cut"]): void => {
    cut = limit;
    stop();
  };
  let forget = (): void => undefined;
  try {
    for (;;) {
      forget = platform.schedule(idle, () => end("idle"));
      const { done, value } = await next();
      forget();
      if (cut !== undefined || done === true) break;
      chunks.push(value);
      length += value.byteLength;
      if (length > size) {
        end("size");
        break;
      }
    }
  } catch (failure) {
    // A stream of Node's ends by an error when it is stopped.
    if (cut === undefined) throw failure;
  } finally {
    forget();
  }
  if (chunks.length === 1) return { bytes: chunks[0] as Body["bytes"], cut };
  const bytes = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return { bytes, cut };
}

/**
 * Reads the beginning of an answer as text; enough for a time or a token, which are short.
 *
 * @param size How many bytes are read at most, about.
 */
export async function readText(
  response: Response,
  size: number,
  platform: Pick<Platform, "schedule">,
): Promise<string> {
  const { bytes } = await readBody(response, { size, idle: Infinity }, platform);
  return new TextDecoder().decode(bytes);
}

interface Chunks {
  next(): Promise<IteratorResult<Uint8Array, unknown>>;
  stop(): void;
}

/** The chunks of a body: a web stream, a stream of Node's as node-fetch gives it, or where there is none its text. */
function chunksOf(response: Response): Chunks {
  const { body } = response;
  if (typeof body?.getReader === "function") {
    const reader = body.getReader();
    // A read that is waiting then ends.
    return {
      next: () => reader.read() as ReturnType<Chunks["next"]>,
      stop: () => void reader.cancel().catch(() => undefined),
    };
  }
  const stream: AsyncIterable<Uint8Array> = body ?? textOf(response);
  const chunks = stream[Symbol.asyncIterator]();
  return { next: () => chunks.next(), stop: () => discard(response) };
}

async function* textOf(response: Response): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(await response.text());
}
