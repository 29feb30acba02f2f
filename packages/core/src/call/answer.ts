import { type Body, readBody } from "../body.js";
import { OvhApiError } from "../errors/api-error.js";
import { networkFailure } from "../errors/network-failure.js";
import type { FailedCall } from "../errors/ovh-error.js";
import { OvhParseError } from "../errors/parse-error.js";
import { OvhTimeoutError } from "../errors/timeout-error.js";
import { load, loadIfPossible } from "../load.js";
import type { Platform } from "../platform.js";
import type { Result } from "../result.js";
import type { CallLimits } from "./limits.js";
import type * as exact from "./read-numbers.js";

/** An answer that was read to its end. */
export interface Answered {
  readonly response: Response;
  /** Its body, without white space around it. */
  readonly text: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** What reads its numbers, where JSON.parse may change one. */
  readonly numbers: typeof exact | undefined;
}

/** What an answer is read with. */
export interface Reading {
  /** The call, as far as it has come. */
  readonly call: FailedCall;
  readonly limits: CallLimits;
  /** What no error may show. */
  readonly secrets: Iterable<string>;
  readonly network: Pick<Platform, "schedule">;
  /** How integers beyond 2^53 are read; rounded, as `JSON.parse` does, when left out. */
  readonly integers: "bigint" | undefined;
  readonly warnOfRounding: (message: string) => void;
}

const decoders = new Map<boolean, TextDecoder>();

/** What reads UTF-8, and throws at what is none where that is asked for; kept, since making one takes long. */
function decoder(fatal: boolean): TextDecoder {
  const kept = decoders.get(fatal) ?? new TextDecoder("utf-8", { fatal });
  decoders.set(fatal, kept);
  return kept;
}

// Sixteen digits in a row, or an exponent of three: most answers hold neither.
const mayBeInexact = /\d{16}|\de\+?\d{3}/i;

/**
 * Reads an answer to its end.
 *
 * @throws {OvhNetworkError} When it broke off.
 * @throws {OvhTimeoutError} When it stalled.
 * @throws {OvhParseError} When it is a success and too large, cannot be decompressed or is not UTF-8.
 */
export async function receive(response: Response, reading: Reading): Promise<Answered> {
  const { call, limits, network } = reading;
  const { idleTimeout, maxResponseSize } = limits;
  const { status, ok } = response;
  let body: Body;
  try {
    body = await readBody(response, { size: maxResponseSize, idle: idleTimeout }, network);
  } catch (failure) {
    const error = await networkFailure(failure, call, undefined, response);
    // What an error's body says counts for less than the error.
    if (status < 400 || !OvhParseError.is(error)) throw error;
    body = { bytes: new Uint8Array() };
  }
  const { bytes, cut } = body;
  if (cut === "idle") {
    const sentence = `The answer to ${call.method} ${call.path} stalled: nothing came for ${idleTimeout} ms.`;
    throw new OvhTimeoutError(sentence, { ...call, timeout: idleTimeout });
  }
  // A byte order mark is white space to trim().
  const decode = (fatal: boolean): string => decoder(fatal).decode(bytes).trim();
  let text: string;
  try {
    if (ok && cut === "size") throw new RangeError();
    text = decode(ok);
  } catch {
    throw await failureOf(response, decode(false), reading, cut);
  }
  const numbers =
    ok && mayBeInexact.test(text) ? await load("numbers", () => import("./read-numbers.js"), true) : undefined;
  return { response, bytes, text, numbers };
}

/**
 * Tells what an answer says: its data, undefined for a void one (an empty body or `null`), or the error that OVH describes.
 *
 * @param isVoid Whether it may be empty.
 * @throws {OvhParseError} When the body of a success is no JSON.
 * @throws {OvhProtocolError} When the status is neither a success nor an error.
 */
export function readAnswer(
  { response, text, numbers }: Answered,
  isVoid: boolean,
  reading: Reading,
): Result<unknown> | Promise<Result<unknown>> {
  if (response.ok) {
    const isEmpty = text === "" && (isVoid || response.status === 204);
    if (isEmpty || text === "null") return { data: undefined, response };
    try {
      return { data: numbers === undefined ? JSON.parse(text) : numbers.readNumbers(text, reading), response };
    } catch {
      // Told below.
    }
  }
  return failureOf(response, text, reading).then((error) => ({ error, response }));
}

async function failureOf(
  response: Response,
  text: string,
  { call, secrets, limits }: Reading,
  cut?: Body["cut"],
): Promise<OvhApiError> {
  const { status, headers } = response;
  const part = await loadIfPossible("failed answers", () => import("./failed-answer.js"));
  if (!(part instanceof Error)) {
    return part.answerFailure(response, text, call, secrets, cut && limits.maxResponseSize);
  }
  if (status < 400) throw part;
  // That OVH refused counts for more than that why cannot be told.
  return new OvhApiError(`${call.method} ${call.path} was answered ${status}. ${part.message}`, {
    ...call,
    status,
    queryId: headers.get("x-ovh-queryid") ?? undefined,
    missingActions: [],
    headers: {},
  });
}
