// What the packages named after an endpoint are made of, in one place: the fewer files, the faster they are imported.
import type { OperationTables, RegionClientOptions } from "../client-options.js";
import type { Client } from "../client.js";
import { buildClient } from "../create-client.js";
import { settleFromOptions } from "../credentials/settings.js";
import type { Endpoint } from "../endpoints/endpoint.js";
import type { Operations } from "../operations.js";
import { webPlatform } from "../platform.js";

export * from "../auth/index.js";
export { OvhApiError } from "../errors/api-error.js";
export { OvhAuthError } from "../errors/auth-error.js";
export { OvhConfigError } from "../errors/config-error.js";
export { OvhError } from "../errors/ovh-error.js";
export { OvhNetworkError } from "../errors/network-error.js";
export { OvhParseError } from "../errors/parse-error.js";
export { OvhProtocolError } from "../errors/protocol-error.js";
export { OvhTaskError } from "../errors/task-error.js";
export { OvhTimeoutError } from "../errors/timeout-error.js";
export { unwrap } from "../result.js";
export {
  kimsufiCa,
  kimsufiEu,
  ovhCa,
  ovhEu,
  ovhUs,
  runaboveCa,
  soyoustartCa,
  soyoustartEu,
} from "../endpoints/endpoints.js";

/** What a region's package knows. */
export interface Region {
  readonly endpoint: Endpoint;
  /** What the pinned schema says of its operations. */
  readonly tables: OperationTables;
}

/** Makes the client of a region's package: `createClient` of the main entry says how. */
export function createRegionClient<O extends Operations>(options: RegionClientOptions, region: Region): Client<O> {
  const { endpoint, tables } = region;
  return buildClient<O>({ ...options, tables }, webPlatform, settleFromOptions(options, endpoint));
}
