import {
  type BodyOf as CoreBodyOf,
  type Client,
  createClient as createCoreClient,
  type IamActions,
  type OperationKey as CoreOperationKey,
  type ParamsOf as CoreParamsOf,
  type RegionClientOptions,
  type ResponseOf as CoreResponseOf,
} from "@ovh-typed/core";
import type { Models, Operations } from "../generated/operations.js";
import { unsigned } from "../generated/unsigned.js";

const iam: IamActions = async (api) => (await import("../generated/iam.js")).iam(api);

export { pin } from "../generated/pin.js";
export type {
  DeleteOperations,
  GetOperations,
  Models,
  Operations,
  PostOperations,
  PutOperations,
} from "../generated/operations.js";

/** What {@link createClient} takes: credentials, and how requests are sent. All of it may be left out. */
export interface ClientOptions extends RegionClientOptions {}

/** A client of the ovh-ca endpoint. */
export interface OvhClient extends Client<Operations> {}

/** The name of an operation: its method and path template, `"GET /me"`. */
export type OperationKey = CoreOperationKey<Operations>;

/** What an operation answers: `ResponseOf<"GET /me">`. */
export type ResponseOf<Key extends OperationKey> = CoreResponseOf<Operations, Key>;

/** The body that an operation takes: `BodyOf<"POST /auth/credential">`; never where it takes none. */
export type BodyOf<Key extends OperationKey> = CoreBodyOf<Operations, Key>;

/** The parameters that an operation takes, by `path`, `query` and `header`; never where it takes none. */
export type ParamsOf<Key extends OperationKey> = CoreParamsOf<Operations, Key>;

/**
 * A model by OVH's own name, as its API defines it: what is read of it, or, where only requests hold it, what is sent.
 *
 * @example
 * type Grant = Model<"auth", "auth.AccessRule">;
 */
export type Model<Api extends keyof Models, Name extends keyof Models[Api]> = Models[Api][Name];

/**
 * Makes a client of the ovh-ca endpoint (https://ca.api.ovh.com/1.0).
 *
 * Credentials that are not given are taken from the environment (`OVH_APPLICATION_KEY`, `OVH_APPLICATION_SECRET`,
 * `OVH_CONSUMER_KEY`, …) and from `ovh.conf` where there are such things.
 *
 * @throws OvhConfigError when credentials are half a pair or of several kinds, or a base URL is not safe.
 */
export function createClient(options: ClientOptions = {}): OvhClient {
  return createCoreClient<Operations>({ ...options, endpoint: "ovh-ca", unsigned, iam });
}
