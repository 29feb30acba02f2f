import { grants } from "../account/access-rules.js";
import type { Account } from "../account/account.js";
import type { Application } from "../account/application.js";
import { type Credential, statusOf } from "../account/credential.js";
import { sameText } from "../account/keys.js";
import { authRefusal } from "../refusal.js";
import { allowsAddress } from "./allowed-ips.js";
import { signatureOf } from "./signature.js";

/** How far a timestamp may be off; one minute has been enough with OVH, which publishes no figure. */
const clockWindowSeconds = 60;

/** What a signature is made of and what rights are asked for, exactly as received. */
export interface SignedRequest {
  readonly method: string;
  /** The absolute URL as it went over the wire. */
  readonly url: string;
  /** The path that access rules are held against. */
  readonly rulePath: string;
  readonly body: Uint8Array;
  readonly remoteAddress: string;
  readonly header: (name: string) => string | undefined;
}

/** Who sent a request. */
export interface Caller {
  readonly application: Application;
  readonly credential: Credential;
}

/** What a key may always do: ask about itself, and end itself. OVH's own Terraform provider relies on the first. */
const aboutItself = [
  { method: "GET", path: "/auth/currentCredential" },
  { method: "POST", path: "/auth/logout" },
] as const;

/**
 * The application that a request names.
 *
 * @throws {Refusal} 403 INVALID_KEY.
 */
export function applicationOf(account: Account, header: SignedRequest["header"]): Application {
  const application = account.applicationByKey(header("x-ovh-application") ?? "");
  if (application?.status !== "active") throw authRefusal("INVALID_KEY");
  return application;
}

/**
 * Verifies a signed request, in OVH's order: application, consumer key and its state, clock, signature, rights.
 *
 * @param now Milliseconds since 1970.
 * @throws {Refusal} With OVH's code for the first check that fails.
 */
export function authenticate(account: Account, request: SignedRequest, now: number): Caller {
  const application = applicationOf(account, request.header);
  const credential = credentialOf(account, application, request, now);
  checkClock(request, now);
  checkSignature(application, credential, request);
  if (!allowsAddress(credential.allowedIPs, request.remoteAddress)) throw authRefusal("FORBIDDEN");
  if (!grants([...credential.rules, ...aboutItself], request.method, request.rulePath)) {
    throw authRefusal("NOT_GRANTED_CALL");
  }
  credential.lastUse = now;
  return { application, credential };
}

function credentialOf(account: Account, application: Application, request: SignedRequest, now: number): Credential {
  const consumerKey = request.header("x-ovh-consumer");
  if (consumerKey === undefined) throw authRefusal("INVALID_CREDENTIAL");
  const credential = account.credentialByKey(consumerKey);
  if (credential?.applicationId !== application.applicationId) throw authRefusal("NOT_CREDENTIAL");
  const asksAboutItself = request.method === "GET" && request.rulePath === aboutItself[0].path;
  if (statusOf(credential, now) !== "validated" && !asksAboutItself) throw authRefusal("INVALID_CREDENTIAL");
  return credential;
}

function checkClock({ header }: SignedRequest, now: number): void {
  const timestamp = header("x-ovh-timestamp") ?? "";
  const drift = Math.abs(Number(timestamp) - Math.floor(now / 1000));
  if (!/^[1-9]\d{0,14}$/.test(timestamp) || drift > clockWindowSeconds) throw authRefusal("QUERY_TIME_OUT");
}

function checkSignature(
  { applicationSecret }: Application,
  { consumerKey }: Credential,
  { method, url, body, header }: SignedRequest,
): void {
  const timestamp = header("x-ovh-timestamp") ?? "";
  const expected = signatureOf({ applicationSecret, consumerKey, method, url, body, timestamp });
  if (!sameText(expected, header("x-ovh-signature") ?? "")) throw authRefusal("INVALID_SIGNATURE");
}
