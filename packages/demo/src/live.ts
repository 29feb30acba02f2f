import { type Endpoint, OvhConfigError } from "@ovh-typed/core";
import type { Place } from "./place.js";

const required = ["OVH_APPLICATION_KEY", "OVH_APPLICATION_SECRET"];

/** OVH itself. The client finds the keys in the environment; here only their absence is explained. */
export function live(endpoint: Endpoint): Place {
  const { baseUrl, createApp } = endpoint.hosts.released;
  const missing = required.filter((name) => isBlank(process.env[name]));
  if (missing.length > 0) {
    throw new OvhConfigError(
      `${missing.join(" and ")} ${missing.length === 1 ? "is" : "are"} not set. Register an application at ${createApp} ` +
        "and put its key and secret into these environment variables.",
    );
  }
  return {
    description: `${endpoint.name} at ${baseUrl}`,
    client: { baseUrl },
    hasConsumerKey: !isBlank(process.env["OVH_CONSUMER_KEY"]),
    // Nothing to do but to wait: a person opens the link and logs in.
    validate: async () => console.log("\nWaiting for you to allow it there. Ctrl-C stops."),
    close: async () => {},
  };
}

function isBlank(value: string | undefined): boolean {
  return value === undefined || value.trim() === "";
}
