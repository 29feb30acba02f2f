import { networkFailure } from "../errors/network-failure.js";
import type { FailedCall } from "../errors/ovh-error.js";
import type { Result } from "../result.js";

/**
 * Reads an answer: its data, undefined for a void one (an empty body or `null`), or the error that OVH describes.
 *
 * @param secrets What no error may show.
 * @throws {OvhParseError} When the body of a success is no JSON.
 * @throws {OvhNetworkError} When the body broke off.
 * @throws {OvhProtocolError} When the status is neither a success nor an error.
 */
export async function readAnswer(
  response: Response,
  call: FailedCall,
  secrets: Iterable<string>,
): Promise<Result<unknown>> {
  // A byte order mark is white space to trim().
  const text = await response.text().then(
    (text) => text.trim(),
    async (failure: unknown) => {
      throw await networkFailure(failure, call);
    },
  );
  if (response.ok) {
    try {
      return { data: text === "" || text === "null" ? undefined : JSON.parse(text), response };
    } catch {
      // Told below.
    }
  }
  const { answerFailure } = await import("../errors/answer-failure.js");
  return { error: answerFailure(response, text, secrets, call), response };
}
