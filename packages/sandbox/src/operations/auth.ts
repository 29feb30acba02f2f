import type { AccessRule } from "../account/access-rules.js";
import { credentialFields } from "../account/credential.js";
import { consentPath } from "../consent/link.js";
import { classRefusal } from "../refusal.js";
import { webUrl } from "../web-url.js";
import type { Answer } from "./call.js";

interface CredentialRequest {
  readonly accessRules: readonly AccessRule[];
  readonly redirection?: string | null;
  readonly allowedIPs?: readonly string[] | null;
}

/** The longest address that every server has to take (RFC 9110, 4.1). */
const longestAddress = 8000;

/** A person's browser is sent there: only to a web page, never to a script, and by a header that can carry it. */
function addressOf(redirection: string): string {
  const address = webUrl(redirection)?.href;
  const wrong = (what: string) => classRefusal(400, `Invalid parameter: redirection (body) ${what}`);
  if (address === undefined) throw wrong("must be an absolute http or https URL");
  // A URL parser takes them out: it would not be the address that was meant.
  if (/\p{Cc}/u.test(redirection)) throw wrong("must not contain a control character, such as a line break");
  if (address.length > longestAddress) throw wrong(`must not be longer than ${longestAddress} characters`);
  return address;
}

const time: Answer = ({ now }) => Math.floor(now / 1000);

const requestCredential: Answer = ({ account, allowKeys, application, body, now, pages }) => {
  const { applicationId } = application();
  const { accessRules, redirection = null, allowedIPs = null } = body as CredentialRequest;
  const credential = account.requestCredential({
    applicationId,
    rules: accessRules.map(({ method, path }) => ({ method, path })),
    redirection: redirection === null ? null : addressOf(redirection),
    allowedIPs,
    creation: now,
  });
  if (allowKeys) credential.decision = "validated";
  const { consumerKey, credentialToken, decision } = credential;
  return { consumerKey, validationUrl: `${pages}${consentPath(credentialToken)}`, state: decision };
};

const currentCredential: Answer = ({ operation, caller, now }) =>
  operation.response.with(credentialFields(caller().credential, now));

const details: Answer = ({ account, operation, caller }) =>
  operation.response.with({
    account: account.nichandle,
    allowedRoutes: caller().credential.rules,
    method: "account",
    user: null,
  });

/** The key stays listed, as expired, and no longer works. */
const logout: Answer = ({ caller, now }) => {
  caller().credential.expiration = now;
};

export const authOperations: Readonly<Record<string, Answer>> = {
  "GET /auth/time": time,
  "POST /auth/credential": requestCredential,
  "GET /auth/currentCredential": currentCredential,
  "GET /auth/details": details,
  "POST /auth/logout": logout,
};
