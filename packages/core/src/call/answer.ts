import { OvhApiError } from "../errors/api-error.js";
import { networkFailure } from "../errors/network-failure.js";
import type { FailedCall } from "../errors/ovh-error.js";
import { load } from "../load.js";
import type { Result } from "../result.js";

/**
 * Reads the text of an answer, without white space around it.
 *
 * @throws {OvhNetworkError} When it broke off.
 */
export async function readText(response: Response, call: FailedCall): Promise<string> {
  try {
    // A byte order mark is white space to trim().
    return (await response.text()).trim();
  } catch (failure) {
    throw networkFailure(failure, call);
  }
}

/**
 * Reads an answer: its data, undefined for a void one (an empty body or `null`), or the error that OVH describes.
 *
 * @param text Its body.
 * @param secrets What no error may show.
 * @throws {OvhParseError} When the body of a success is no JSON.
 * @throws {OvhProtocolError} When the status is neither a success nor an error.
 */
export async function readAnswer(
  response: Response,
  text: string,
  call: FailedCall,
  secrets: Iterable<string>,
): Promise<Result<unknown>> {
  if (response.ok) {
    if (text === "" || text === "null") return { data: undefined, response };
    try {
      return { data: JSON.parse(text), response };
    } catch {
      // Told below.
    }
  }
  return { error: await failureOf(response, text, call, secrets), response };
}

async function failureOf(
  response: Response,
  text: string,
  call: FailedCall,
  secrets: Iterable<string>,
): Promise<OvhApiError> {
  const { status, headers } = response;
  const part = await load("failed answers", () => import("./failed-answer.js"), true).catch(
    (unloaded: Error) => unloaded,
  );
  if (!(part instanceof Error)) return part.answerFailure(response, text, call, secrets);
  if (status < 400) throw part;
  // That OVH refused counts for more than that why cannot be told.
  return new OvhApiError(`${call.method} ${call.path} was answered ${status}. ${part.message}`, {
    ...call,
    status,
    errorCode: undefined,
    class: undefined,
    queryId: headers.get("x-ovh-queryid") ?? undefined,
    serverMessage: undefined,
    details: undefined,
    missingActions: [],
  });
}
