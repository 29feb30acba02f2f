import type { Credentials } from "./credentials.js";
import { OvhConfigError } from "./errors/config-error.js";
import type { FailedCall } from "./errors/ovh-error.js";

/** The three keys that a signature takes. */
export interface SigningKeys {
  readonly applicationKey: string;
  readonly applicationSecret: string;
  readonly consumerKey: string;
}

/**
 * The keys for a call that has to be signed.
 *
 * @throws {OvhConfigError} When the client lacks one; the message says how to give it.
 */
export function signingKeys(credentials: Credentials, call: FailedCall): SigningKeys {
  const { applicationKey, applicationSecret, consumerKey } = credentials;
  if (applicationKey !== undefined && applicationSecret !== undefined && consumerKey !== undefined) {
    return { applicationKey, applicationSecret, consumerKey };
  }
  const missing =
    applicationKey === undefined
      ? "credentials: give applicationKey, applicationSecret and consumerKey (in Node also OVH_APPLICATION_KEY, " +
        "OVH_APPLICATION_SECRET and OVH_CONSUMER_KEY)"
      : "a consumer key: give consumerKey (in Node also OVH_CONSUMER_KEY); POST /auth/credential requests one";
  throw new OvhConfigError(
    `${call.method} ${call.path} has to be signed, for which the client lacks ${missing}.`,
    call,
  );
}
