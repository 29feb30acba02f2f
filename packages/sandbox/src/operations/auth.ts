import type { AccessRule } from "../account/access-rules.js";
import { credentialFields } from "../account/credential.js";
import { person } from "../account/person.js";
import { consentPath } from "../consent/link.js";
import { classRefusal } from "../refusal.js";
import { webUrl } from "../web-url.js";
import type { Answer } from "./call.js";

interface CredentialRequest {
  readonly accessRules: readonly AccessRule[];
  readonly redirection?: string | null;
  readonly allowedIPs?: readonly string[] | null;
}

/** A person's browser is sent there: only to a web page, never to a script. */
function checkRedirection(redirection: string | null): void {
  if (redirection === null || webUrl(redirection)) return;
  throw classRefusal(400, "Invalid parameter: redirection (body) must be an absolute http or https URL");
}

const time: Answer = ({ now }) => Math.floor(now / 1000);

const requestCredential: Answer = ({ account, application, body, now, pages }) => {
  const { applicationId } = application();
  const { accessRules, redirection = null, allowedIPs = null } = body as CredentialRequest;
  checkRedirection(redirection);
  const { consumerKey, credentialToken, decision } = account.addCredential({
    applicationId,
    rules: accessRules.map(({ method, path }) => ({ method, path })),
    redirection,
    allowedIPs,
    decision: "pendingValidation",
    creation: now,
    lastUse: null,
    expiration: null,
  });
  return { consumerKey, validationUrl: `${pages}${consentPath(credentialToken)}`, state: decision };
};

const currentCredential: Answer = ({ operation, caller, now }) =>
  operation.response.with(credentialFields(caller().credential, now));

const details: Answer = ({ operation, caller }) =>
  operation.response.with({
    account: person["nichandle"],
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
