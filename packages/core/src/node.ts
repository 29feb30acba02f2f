// What the package offers in Node: all of index.ts, but for a createClient that knows the environment and ovh.conf.
import type { PinnedClientOptions } from "./client-options.js";
import type { Client } from "./client.js";
import { buildClient } from "./create-client.js";
import { settleInNode } from "./credentials/node/settle.js";
import { nodePlatform } from "./node-platform.js";
import type { Operations, UntypedOperations } from "./operations.js";

export * from "./index.js";

/** The `createClient` of Node: the environment and ovh.conf, as they are when called, fill in what the options leave open. */
export function createClient<O extends Operations = UntypedOperations>(options: PinnedClientOptions = {}): Client<O> {
  return buildClient<O>(options, nodePlatform, settleInNode(options, nodePlatform));
}
