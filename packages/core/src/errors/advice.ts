/** What may be the matter, the likeliest first, and what to do about it. */
interface Advice {
  readonly causes: readonly string[];
  readonly action: string;
}

// Causes as users of OVH's SDKs report them.
const adviceByCode: Readonly<Record<string, Advice>> = {
  INVALID_SIGNATURE: {
    causes: [
      "a mistyped application secret",
      "a consumer key that is still waiting for its validation",
      "an application key, application secret and consumer key that do not belong together",
      "a value of the wrong JSON type in the body",
      "a proxy that changes the URL",
    ],
    action: "Check the keys with auth.explain, which shows what is signed; behind a proxy set signedUrl.",
  },
  INVALID_CREDENTIAL: {
    causes: ["a consumer key that is not validated yet", "one that was revoked or has expired", "a mistyped one"],
    action: "Open its validation URL, or request a new one with auth.requestConsumerKey.",
  },
  NOT_CREDENTIAL: {
    causes: [
      "a consumer key that is not validated yet",
      "a mistyped or revoked one",
      "one of another application or endpoint",
    ],
    action: "Open its validation URL, or request a new one with auth.requestConsumerKey.",
  },
  INVALID_KEY: {
    causes: [
      "a mistyped application key",
      "an application key of another endpoint (every endpoint has its own)",
      "an application that was deleted",
    ],
    action: "Check applicationKey and the endpoint, or register an application on the endpoint's createApp page.",
  },
  NOT_GRANTED_CALL: {
    causes: [
      "access rules of the consumer key that do not cover this method and path (/sms, /sms/ and /sms/* differ)",
      "a call from an address outside its allowedIPs",
    ],
    action: "Request a consumer key with a rule for it; auth.rulesFor says which.",
  },
  QUERY_TIME_OUT: {
    causes: [
      "requests that are held back on the way",
      "a time that OVH did not tell and a computer's clock that is wrong",
    ],
    action: "OVH's time was asked for again and the call repeated; set the computer's clock and try later.",
  },
  FORBIDDEN: {
    causes: ["an address outside the consumer key's allowedIPs", "an account that may not make this call"],
    action: "Call from an allowed address, or ask the account's owner.",
  },
};

const adviceByStatus: Readonly<Record<number, Advice>> = {
  401: {
    causes: [
      "a call that was sent without credentials (auth: false)",
      "an access token that has expired or was revoked",
      "an OAuth2 client that was deleted",
    ],
    action: "Give an application key, its secret and a validated consumer key, or a fresh access token.",
  },
  460: { causes: ["a service that has expired"], action: "Renew it." },
  471: { causes: ["a login that OVH wants anew"], action: "Request and validate a new consumer key." },
};

const missingRights: Advice = {
  causes: ["an IAM policy that does not allow these actions on this resource", "a resource of another account"],
  action: "Have the account's owner allow them; auth.rulesFor makes the policy.",
};

/** What to do about an answer, as sentences; undefined where nothing more can be said than OVH does. */
export function adviceFor(
  status: number,
  errorCode: string | undefined,
  missingActions: readonly string[],
): string | undefined {
  const byCode =
    errorCode !== undefined && Object.hasOwn(adviceByCode, errorCode) ? adviceByCode[errorCode] : undefined;
  const advice = missingActions.length > 0 ? missingRights : (byCode ?? adviceByStatus[status]);
  return advice && `Likely causes: ${advice.causes.join("; ")}. ${advice.action}`;
}
