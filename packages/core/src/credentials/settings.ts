import type { PinnedClientOptions } from "../client-options.js";
import type { UrlName } from "../endpoints/base-url.js";
import type { Endpoint } from "../endpoints/endpoint.js";
import { resolveEndpoint } from "../endpoints/endpoints.js";
import { OvhConfigError } from "../errors/config-error.js";
import { ownProperties } from "../own-properties.js";
import { argumentSource, type CredentialSource } from "./credentials.js";

/** The endpoint and the credentials that a client is made with. */
export interface Settings {
  readonly endpoint: Endpoint;
  readonly credentials: CredentialSource;
  /** Where requests go, and what says so; undefined for the endpoint's own. */
  readonly baseUrl: { readonly value: string; readonly name: UrlName } | undefined;
  /** What could not be read or was left out, a sentence each, for an error about what is missing. */
  readonly notes: readonly string[];
}

/** Settles them from the options alone, as everywhere but in Node. */
export function settleFromOptions(given: PinnedClientOptions, endpoint: Endpoint): Settings {
  const options = ownProperties(given);
  return {
    endpoint,
    credentials: argumentSource(options),
    baseUrl: baseUrlIn(options),
    notes: [],
  };
}

/** The `baseUrl` of the options. */
export function baseUrlIn({ baseUrl }: PinnedClientOptions): Settings["baseUrl"] {
  return baseUrl === undefined ? undefined : { value: baseUrl, name: "baseUrl" };
}

/**
 * The endpoint of that name.
 *
 * @throws {OvhConfigError} When there is no name, or no such endpoint.
 */
export function endpointNamed(name: string | undefined, notes: readonly string[] = []): Endpoint {
  if (name !== undefined) return resolveEndpoint(name);
  const sentence = 'No endpoint was given: pass { endpoint: "ovh-eu" }, or in Node set OVH_ENDPOINT.';
  throw new OvhConfigError([sentence, ...notes].join(" "));
}
