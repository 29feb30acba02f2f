import { type Client, createClient as createCoreClient, type RegionClientOptions } from "@ovh-typed/core";
import type { Operations } from "../generated/operations.js";
import { unsigned } from "../generated/unsigned.js";

export { pin } from "../generated/pin.js";
export type {
  DeleteOperations,
  GetOperations,
  Operations,
  PostOperations,
  PutOperations,
} from "../generated/operations.js";

/** What {@link createClient} takes: credentials, and how requests are sent. All of it may be left out. */
export interface ClientOptions extends RegionClientOptions {}

/** A client of the soyoustart-eu endpoint. */
export interface OvhClient extends Client<Operations> {}

/**
 * Makes a client of the soyoustart-eu endpoint (https://eu.api.soyoustart.com/1.0).
 *
 * Credentials that are not given are taken from the environment where there is one (`OVH_APPLICATION_KEY`,
 * `OVH_APPLICATION_SECRET`, `OVH_CONSUMER_KEY`).
 *
 * @throws OvhConfigError when half a pair of credentials is given, or a base URL that is not safe.
 */
export function createClient(options: ClientOptions = {}): OvhClient {
  return createCoreClient<Operations>({ ...options, endpoint: "soyoustart-eu", unsigned });
}
