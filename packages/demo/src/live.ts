import { type Endpoint, OvhConfigError } from "@ovh-typed/core";
import { describeCredentials } from "@ovh-typed/core/auth";
import type { DemoTarget } from "./target.js";

/** OVH itself. The client finds its credentials in the environment or in ovh.conf; here only their absence is explained. */
export function live({ name, hosts }: Endpoint): DemoTarget {
  const { kind, fields } = describeCredentials({ endpoint: name });
  if (kind === undefined) {
    throw new OvhConfigError(
      `There are no credentials for ${name}. Register an application at ${hosts.released.createApp} and put its key and ` +
        "secret into OVH_APPLICATION_KEY and OVH_APPLICATION_SECRET, or into ovh.conf.",
    );
  }
  return {
    description: `${name} at ${hosts.released.baseUrl}`,
    client: {},
    needsConsumerKey: kind === "application" && !fields.some(({ field }) => field === "consumerKey"),
    // Nothing to do but to wait: a person opens the link and logs in.
    validate: async () => console.log("\nWaiting for you to allow it there. Ctrl-C stops."),
    close: async () => {},
  };
}
