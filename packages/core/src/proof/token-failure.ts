import { authFailure, readErrorBody } from "../errors/api-failure.js";
import type { FailedCall, OvhError } from "../errors/ovh-error.js";
import { redact } from "../errors/redact.js";
import { unreadable } from "../errors/unreadable.js";

// The error codes of RFC 6749, section 5.2, in the words of this API.
const advice: ReadonlyMap<string, string> = new Map([
  [
    "invalid_client",
    "Likely causes: a mistyped clientId or clientSecret; a client that was deleted; a client of another region " +
      "(ovh-eu, ovh-ca and ovh-us have their own).",
  ],
  ["unauthorized_client", "The client may not use client credentials: create one with the flow CLIENT_CREDENTIALS."],
  ["invalid_scope", "The client does not have the scope all."],
]);

/** The error for an answer of the token endpoint that brings no token. */
export function tokenFailure(response: Response, body: string, clientSecret: string, call: FailedCall): OvhError {
  const { status, headers } = response;
  const secrets = [clientSecret];
  if (response.ok) {
    return unreadable(
      response,
      redact(body, secrets),
      call,
      (type) => `${call.path} answered ${status} without an access token (${type}).`,
    );
  }
  const {
    oauth2,
    errorCode = oauth2.error,
    class: errorClass,
    message = oauth2.description,
  } = readErrorBody(body, secrets);
  const sentences = [
    `No access token: ${call.path} answered ${status}${errorCode === undefined ? "" : ` ${errorCode}`}`,
    message === undefined ? "." : `: ${message.replace(/\.$/, "")}.`,
    ` ${advice.get(errorCode ?? "") ?? (status < 500 ? "Check clientId and clientSecret." : "Try again later.")}`,
  ];
  const fields = { ...call, status, errorCode, class: errorClass, serverMessage: message };
  return authFailure(sentences.join(""), headers, fields, secrets);
}
