import { OvhConfigError } from "../errors/config-error.js";
import type { FailedCall } from "../errors/ovh-error.js";

/**
 * The error for a call that has to be signed, by a client that cannot.
 *
 * @param notes What could not be read or was left out.
 */
export function missingKeys(call: FailedCall, withApplication: boolean, notes: readonly string[]): OvhConfigError {
  const missing = withApplication
    ? "a consumer key: give consumerKey (in Node also OVH_CONSUMER_KEY, or consumer_key in ovh.conf); " +
      "auth.requestConsumerKey requests one"
    : "credentials: give applicationKey, applicationSecret and consumerKey (in Node also OVH_APPLICATION_KEY, " +
      "OVH_APPLICATION_SECRET and OVH_CONSUMER_KEY, or ovh.conf), clientId and clientSecret, or accessToken";
  const sentence = `${call.method} ${call.path} has to be signed, for which the client lacks ${missing}.`;
  return new OvhConfigError([sentence, ...notes].join(" "), call);
}
