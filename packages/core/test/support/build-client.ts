import { buildClient as build } from "../../src/create-client.js";
import { endpointNamed, settleFromOptions } from "../../src/credentials/settings.js";
import type { Client, Operations, PinnedClientOptions } from "../../src/index.js";
import type { Platform } from "../../src/platform.js";

/** A client on a platform of the test's own. */
export function buildClient<O extends Operations>(options: PinnedClientOptions, platform: Platform): Client<O> {
  return build<O>(options, platform, settleFromOptions(options, endpointNamed(options.endpoint)));
}
