import { OvhApiError } from "../errors/api-error.js";
import { networkFailure } from "../errors/network-failure.js";
import type { FailedCall } from "../errors/ovh-error.js";
import { loadIfPossible } from "../load.js";
import type { Result } from "../result.js";

/**
 * Reads the text of an answer, without white space around it.
 *
 * @param secrets What no error may show.
 * @throws {OvhNetworkError} When it broke off.
 * @throws {OvhParseError} When it is a success and not UTF-8.
 */
export async function readText(response: Response, call: FailedCall, secrets: Iterable<string>): Promise<string> {
  const failed = async (failure: unknown): Promise<never> => {
    throw await networkFailure(failure, call);
  };
  // A fetch of another make may have no arrayBuffer. A byte order mark is white space to trim().
  if (typeof response.arrayBuffer !== "function") return (await response.text().catch(failed)).trim();
  const bytes = await response.arrayBuffer().catch(failed);
  try {
    return new TextDecoder("utf-8", { fatal: response.ok }).decode(bytes).trim();
  } catch {
    throw await failureOf(response, new TextDecoder().decode(bytes), call, secrets);
  }
}

/**
 * Reads an answer: its data, undefined for a void one (an empty body or `null`), or the error that OVH describes.
 *
 * @param text Its body.
 * @param isVoid Whether it may be empty.
 * @param secrets What no error may show.
 * @throws {OvhParseError} When the body of a success is no JSON.
 * @throws {OvhProtocolError} When the status is neither a success nor an error.
 */
export async function readAnswer(
  response: Response,
  text: string,
  isVoid: boolean,
  call: FailedCall,
  secrets: Iterable<string>,
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
  return { error: await failureOf(response, text, call, secrets), response };
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
  call: FailedCall,
  secrets: Iterable<string>,
): Promise<OvhApiError> {
  const { status, headers } = response;
  const part = await loadIfPossible("failed answers", () => import("./failed-answer.js"));
  if (!(part instanceof Error)) return part.answerFailure(response, text, call, secrets);
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
