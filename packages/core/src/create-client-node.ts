import { buildClient } from "./build-client.js";
import type { PinnedClientOptions } from "./client-options.js";
import type { Client } from "./client.js";
import { readEnvironment } from "./environment.js";
import type { Operations, UntypedOperations } from "./operations.js";
import { webPlatform } from "./platform.js";

/** The `createClient` of Node: the environment, as it is when called, fills in what the options leave open. */
export function createClient<O extends Operations = UntypedOperations>(options: PinnedClientOptions = {}): Client<O> {
  return buildClient<O>(options, webPlatform, readEnvironment(process.env));
}
