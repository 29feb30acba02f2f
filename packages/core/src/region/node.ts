// What the entry offers in Node: all of index.ts, but for clients that know the environment and ovh.conf.
import type { RegionClientOptions } from "../client-options.js";
import type { Client } from "../client.js";
import { buildClient } from "../create-client.js";
import { settleInNode } from "../credentials/node/settle.js";
import { nodePlatform } from "../node-platform.js";
import type { Operations } from "../operations.js";
import type { Region } from "./index.js";

export * from "./index.js";
export { describeCredentials } from "../auth/node.js";

/** The `createRegionClient` of Node: the environment and ovh.conf fill in what the options leave open. */
export function createRegionClient<O extends Operations>(options: RegionClientOptions, region: Region): Client<O> {
  const { endpoint, tables } = region;
  return buildClient<O>(
    { ...options, tables },
    nodePlatform,
    settleInNode({ ...options, endpoint: endpoint.name }, nodePlatform),
  );
}
