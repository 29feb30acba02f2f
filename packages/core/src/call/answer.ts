import { type Body, readBody } from "../body.js";
import { OvhApiError } from "../errors/api-error.js";
import { networkFailure } from "../errors/network-failure.js";
import type { FailedCall } from "../errors/ovh-error.js";
import { OvhParseError } from "../errors/parse-error.js";
import { OvhTimeoutError } from "../errors/timeout-error.js";
import { loadIfPossible } from "../load.js";
import type { Platform } from "../platform.js";
import type { Result } from "../result.js";
import type { CallLimits } from "./limits.js";

/** An answer that was read to its end. */
export interface Answered {
  readonly response: Response;
  /** Its body, without white space around it. */
  readonly text: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** What an answer is read with. */
export interface Reading {
  /** The call, as far as it has come. */
  readonly call: FailedCall;
  readonly limits: CallLimits;
  /** What no error may show. */
  readonly secrets: Iterable<string>;
  readonly network: Pick<Platform, "schedule">;
}

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
  const { bytes, cut } = await readBody(response, { size: maxResponseSize, idle: idleTimeout }, network).catch(
    async (failure: unknown): Promise<Body> => {
      const error = await networkFailure(failure, call, undefined, response);
      // What an error's body says counts for less than the error.
      if (status >= 400 && OvhParseError.is(error)) return { bytes: new Uint8Array() };
      throw error;
    },
  );
  if (cut === "idle") {
    const sentence = `The answer to ${call.method} ${call.path} stalled: nothing came for ${idleTimeout} ms.`;
    throw new OvhTimeoutError(sentence, { ...call, timeout: idleTimeout });
  }
  // A byte order mark is white space to trim().
  const decode = (fatal: boolean): string => new TextDecoder("utf-8", { fatal }).decode(bytes).trim();
  try {
    if (ok && cut === "size") throw new RangeError();
    return { response, bytes, text: decode(ok) };
  } catch {
    throw await failureOf(response, decode(false), reading, cut);
  }
}

/**
 * Tells what an answer says: its data, undefined for a void one (an empty body or `null`), or the error that OVH describes.
 *
 * @param isVoid Whether it may be empty.
 * @throws {OvhParseError} When the body of a success is no JSON.
 * @throws {OvhProtocolError} When the status is neither a success nor an error.
 */
export async function readAnswer(
  { response, text }: Pick<Answered, "response" | "text">,
  isVoid: boolean,
  reading: Reading,
): Promise<Result<unknown>> {
  if (response.ok) {
    const isEmpty = text === "" && (isVoid || response.status === 204);
    if (isEmpty || text === "null") return { data: undefined, response };
    try {
      return { data: parseExactly(text), response };
    } catch {
      // Told below.
    }
  }
  return { error: await failureOf(response, text, reading), response };
}

/** Reads JSON. @throws when it is none, or holds a number that no number of JavaScript's can: `1e400`. */
function parseExactly(text: string): unknown {
  const data: unknown = JSON.parse(text);
  if (/\de\+?\d{3}/i.test(text)) {
    JSON.stringify(data, (_key, value: unknown) => {
      if (value === Infinity || value === -Infinity) throw new RangeError();
      return value;
    });
  }
  return data;
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
