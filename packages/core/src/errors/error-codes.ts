/** Whether an answer is about authentication: status 401, `INVALID_…`, `NOT_…`, `QUERY_TIME_OUT`. */
export function isAuthFailure(status: number, errorCode: string | undefined): boolean {
  return status === 401 || /^(?:INVALID_|NOT_|QUERY_TIME_OUT$)/.test(errorCode ?? "");
}

// Causes as users of OVH's SDKs report them, the likeliest first.
const adviceByCode: ReadonlyMap<string, string> = new Map([
  [
    "INVALID_SIGNATURE",
    "Likely causes: a mistyped application secret; a consumer key that is still waiting for its validation; an " +
      "application key, application secret and consumer key that do not belong together; a value of the wrong JSON " +
      "type in the body; a proxy that changes the URL (then set signedUrl).",
  ],
  [
    "INVALID_CREDENTIAL",
    "The consumer key is unknown, expired, revoked or not yet validated: request a new one or open its validation URL.",
  ],
  ["NOT_CREDENTIAL", "The consumer key has not been validated yet: open its validation URL and allow it."],
  ["INVALID_KEY", "The application key is unknown at this endpoint: check it, and that the endpoint is the right one."],
  [
    "NOT_GRANTED_CALL",
    "The consumer key's access rules do not allow this call: request a consumer key with a rule for it.",
  ],
  [
    "QUERY_TIME_OUT",
    "The time of the signature is too far from OVH's, even after asking for OVH's time: check the computer's clock " +
      "and whether requests are held back on the way.",
  ],
  ["FORBIDDEN", "The account may not make this call."],
]);

const adviceByStatus: ReadonlyMap<number, string> = new Map([
  [401, "This call needs credentials: give an application key, its secret and a validated consumer key."],
  [460, "The service has expired: renew it."],
  [471, "OVH asks for a new login: validate a new consumer key."],
]);

/** What to do about an answer, as sentences; undefined where nothing more can be said than OVH does. */
export function adviceFor(status: number, errorCode: string | undefined): string | undefined {
  return (errorCode === undefined ? undefined : adviceByCode.get(errorCode)) ?? adviceByStatus.get(status);
}
