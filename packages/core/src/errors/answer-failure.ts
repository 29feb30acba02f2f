import type { OvhApiError } from "./api-error.js";
import { apiFailure } from "./api-failure.js";
import { redact } from "./redact.js";
import type { FailedCall } from "./ovh-error.js";
import { OvhParseError } from "./parse-error.js";
import { OvhProtocolError } from "./protocol-error.js";

// As much of a body as helps to recognise a page, and no more.
const quotedCharacters = 1024;

/**
 * The error for an answer of status 400 or above; loaded with the first answer that is none to go on with.
 *
 * @param body The body as it came.
 * @param secrets What is taken out of it.
 * @throws {OvhParseError} When the answer is a success, so its body has to be what is wrong.
 * @throws {OvhProtocolError} When the status is neither a success nor an error.
 */
export function answerFailure(
  response: Response,
  body: string,
  secrets: Iterable<string>,
  call: FailedCall,
): OvhApiError {
  const text = redact(body, secrets);
  const { status, headers, ok } = response;
  if (status >= 400) {
    return apiFailure({ status, queryId: headers.get("x-ovh-queryid") ?? undefined, text }, call);
  }
  if (!ok) {
    throw new OvhProtocolError(`${call.method} ${call.path} was answered with status ${status}.`, { ...call, status });
  }
  const contentType = headers.get("content-type") ?? undefined;
  throw new OvhParseError(
    `${call.method} ${call.path} was answered ${status} with a body that is not JSON (${contentType ?? "no content type"}): ` +
      "it may come from a proxy on the way, or be cut off. The error's body holds its beginning.",
    { ...call, status, contentType, body: text.slice(0, quotedCharacters) },
  );
}

/** The error for a redirect. */
export function redirectFailure(status: number, call: FailedCall): OvhProtocolError {
  return new OvhProtocolError(
    `${call.method} ${call.path} was answered by a redirect${status === 0 ? "" : ` (${status})`}, which OVH's API never ` +
      "gives and which is not followed: check baseUrl, and what stands between here and OVH.",
    { ...call, status },
  );
}
