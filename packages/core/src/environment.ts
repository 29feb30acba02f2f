import type { CredentialSource } from "./credentials.js";

/** What the environment says about the client. */
export interface EnvironmentSettings {
  readonly endpoint: string | undefined;
  readonly credentials: CredentialSource;
}

/** Environment variables by name. */
export type Variables = Readonly<Record<string, string | undefined>>;

// The names of OVH's current SDKs first, then those of its older ones.
const names = {
  endpoint: ["OVH_ENDPOINT", "OVH_END_POINT"],
  applicationKey: ["OVH_APPLICATION_KEY", "OVH_API_KEY"],
  applicationSecret: ["OVH_APPLICATION_SECRET", "OVH_SECRET_KEY"],
  consumerKey: ["OVH_CONSUMER_KEY"],
} as const satisfies Record<string, readonly [string, ...string[]]>;

/** Reads the variables that concern the client: surrounding white space is dropped, a blank one counts as unset. */
export function readEnvironment(variables: Variables): EnvironmentSettings {
  function find(candidates: readonly string[]): { name: string; value: string } | undefined {
    for (const name of candidates) {
      const value = variables[name]?.trim();
      if (value !== undefined && value !== "") return { name, value };
    }
    return undefined;
  }
  const key = find(names.applicationKey);
  const secret = find(names.applicationSecret);
  const consumerKey = find(names.consumerKey);
  return {
    endpoint: find(names.endpoint)?.value,
    credentials: {
      values: { applicationKey: key?.value, applicationSecret: secret?.value, consumerKey: consumerKey?.value },
      names: {
        applicationKey: key?.name ?? names.applicationKey[0],
        applicationSecret: secret?.name ?? names.applicationSecret[0],
        consumerKey: names.consumerKey[0],
      },
    },
  };
}
