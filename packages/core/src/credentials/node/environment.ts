import { type CredentialField, credentialFields, type CredentialSource } from "../credentials.js";
import type { Origin } from "../origin.js";

/** A value, and which variable it is of. */
interface FoundValue {
  readonly origin: Origin & { readonly from: "environment" };
  readonly value: string;
}

/** What the environment says about the client. */
export interface EnvironmentSettings {
  readonly endpoint: FoundValue | undefined;
  /** Where requests go: of OVH_BASE_URL, or of an OVH_ENDPOINT that is a URL, as OVH's Go SDK has it. */
  readonly baseUrl: FoundValue | undefined;
  readonly profile: string | undefined;
  readonly credentials: CredentialSource;
}

/** Environment variables by name. */
export type Variables = Readonly<Record<string, string | undefined>>;

// The names of OVH's current SDKs first, then those of its older ones.
const names = {
  endpoint: ["OVH_ENDPOINT", "OVH_END_POINT"],
  baseUrl: ["OVH_BASE_URL"],
  profile: ["OVH_PROFILE"],
  applicationKey: ["OVH_APPLICATION_KEY", "OVH_API_KEY"],
  applicationSecret: ["OVH_APPLICATION_SECRET", "OVH_SECRET_KEY"],
  consumerKey: ["OVH_CONSUMER_KEY"],
  clientId: ["OVH_CLIENT_ID"],
  clientSecret: ["OVH_CLIENT_SECRET"],
  accessToken: ["OVH_ACCESS_TOKEN"],
} as const satisfies Record<CredentialField | "endpoint" | "baseUrl" | "profile", readonly [string, ...string[]]>;

/** Reads the variables that concern the client: surrounding white space is dropped, a blank one counts as unset. */
export function readEnvironment(variables: Variables): EnvironmentSettings {
  function find(field: keyof typeof names): FoundValue | undefined {
    for (const variable of names[field]) {
      const value = Object.hasOwn(variables, variable) ? variables[variable]?.trim() : undefined;
      if (value !== undefined && value !== "") return { origin: { from: "environment", variable }, value };
    }
    return undefined;
  }
  const found = new Map(credentialFields.map((field) => [field, find(field)]));
  const endpoint = find("endpoint");
  const isUrl = endpoint !== undefined && /^https?:/i.test(endpoint.value);
  return {
    endpoint: isUrl ? undefined : endpoint,
    baseUrl: find("baseUrl") ?? (isUrl ? endpoint : undefined),
    profile: find("profile")?.value,
    credentials: {
      values: Object.fromEntries([...found].map(([field, one]) => [field, one?.value])),
      origin: (field) => found.get(field)?.origin ?? { from: "environment", variable: names[field][0] },
    },
  };
}
