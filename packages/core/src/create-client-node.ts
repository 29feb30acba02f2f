import { buildClient } from "./build-client.js";
import type { PinnedClientOptions } from "./client-options.js";
import type { Client } from "./client.js";
import type { Operations, UntypedOperations } from "./operations.js";
import { webPlatform } from "./platform.js";
import { settleInNode } from "./credentials/node/settle.js";

/** The `createClient` of Node: the environment and ovh.conf, as they are when called, fill in what the options leave open. */
export function createClient<O extends Operations = UntypedOperations>(options: PinnedClientOptions = {}): Client<O> {
  return buildClient<O>(options, webPlatform, settleInNode(options, webPlatform));
}
