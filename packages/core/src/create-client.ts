import { buildClient } from "./build-client.js";
import type { PinnedClientOptions } from "./client-options.js";
import type { Client } from "./client.js";
import type { Operations, UntypedOperations } from "./operations.js";
import { webPlatform } from "./platform.js";

/**
 * Makes a client of one endpoint. Nothing is sent until it is called.
 *
 * Credentials are of one kind: an application key, its secret and a consumer key, or `clientId` and `clientSecret` of an
 * OAuth2 client, or an `accessToken`. They are optional: without them, or without a consumer key, unsigned operations
 * work, and a signed one rejects with an `OvhConfigError` before anything is sent.
 *
 * In Node what the arguments leave open is taken from the environment (`OVH_ENDPOINT`, `OVH_APPLICATION_KEY`,
 * `OVH_APPLICATION_SECRET`, `OVH_CONSUMER_KEY`, `OVH_CLIENT_ID`, `OVH_CLIENT_SECRET`, `OVH_ACCESS_TOKEN`), and then from
 * `./ovh.conf`, `~/.ovh.conf` and `/etc/ovh.conf`, which are read at once. The highest place that names a kind of
 * credentials decides which it is; an application key is never combined with a secret or a consumer key of a lower place.
 *
 * The packages named after an endpoint (`@ovh-typed/ovh-eu`, …) offer this function with their operations' types. With
 * the endpoint as a value, as here, calls are untyped: any path, answers of type `unknown`.
 *
 * @throws {OvhConfigError} For an unknown endpoint, half a pair or several kinds of credentials, OAuth2 where the endpoint
 *   has none, a configuration file that cannot be read, or a base URL that cannot be used.
 *
 * @example
 * const ovh = createClient({ endpoint: "ovh-eu", applicationKey, applicationSecret, consumerKey });
 * const { data, error } = await ovh.GET("/me");
 */
export function createClient<O extends Operations = UntypedOperations>(options: PinnedClientOptions = {}): Client<O> {
  return buildClient<O>(options, webPlatform);
}
