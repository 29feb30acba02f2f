export { strangeFailure } from "../errors/strange-answer.js";
import type { OvhApiError } from "../errors/api-error.js";
import { apiFailure } from "../errors/api-failure.js";
import type { FailedCall } from "../errors/ovh-error.js";
import { OvhProtocolError } from "../errors/protocol-error.js";
import { redact } from "../errors/redact.js";
import { unreadable } from "../errors/unreadable.js";

/**
 * The error for an answer of status 400 or above.
 *
 * @param body The body as it came.
 * @param secrets What is taken out of it.
 * @param tooLarge How many bytes it may have, where it has more.
 * @throws {OvhParseError} When the answer is a success, so that its body has to be what is wrong.
 * @throws {OvhProtocolError} When the status is neither a success nor an error.
 */
export function answerFailure(
  response: Response,
  body: string,
  call: FailedCall,
  secrets: Iterable<string>,
  tooLarge: number | undefined,
): OvhApiError {
  const { status, ok } = response;
  if (status >= 400) return apiFailure(response, body, call, secrets);
  const answered = `${call.method} ${call.path} was answered`;
  if (!ok) throw new OvhProtocolError(`${answered} with status ${status}.`, { ...call, status });
  if (tooLarge !== undefined) {
    const limit = `more than the ${tooLarge} bytes that maxResponseSize allows`;
    throw unreadable(
      response,
      redact(body.slice(0, 2048), secrets),
      call,
      () => `${answered} ${status} with ${limit}.`,
    );
  }
  if (body === "") {
    throw unreadable(
      response,
      body,
      call,
      (type) =>
        `${answered} ${status} with an empty body, where the schema promises data (${type}): it may be cut off.`,
    );
  }
  throw unreadable(
    response,
    redact(body, secrets),
    call,
    (type) =>
      `${answered} ${status} with a body that is not JSON (${type}): it may come from a proxy on the way, or be cut ` +
      "off. The error's body holds its beginning.",
  );
}
