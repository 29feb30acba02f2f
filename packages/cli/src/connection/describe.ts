import { OvhConfigError } from "@ovh-typed/core";
import { type CredentialsDescription, describeCredentials } from "@ovh-typed/core/auth";
import type { ConnectionOptions } from "./options.js";

const usualEndpoint = "ovh-eu";

/** Tells which endpoint and credentials a command uses, and where they come from. @throws OvhConfigError as a client does */
export function describeConnection({ endpoint, baseUrl, config }: ConnectionOptions): CredentialsDescription {
  const options = { baseUrl, configFile: config };
  try {
    return describeCredentials({ ...options, endpoint });
  } catch (error) {
    // A command, other than a program, has an endpoint that goes without saying.
    if (!OvhConfigError.is(error) || !error.message.startsWith("No endpoint was given")) throw error;
    return { ...describeCredentials({ ...options, endpoint: usualEndpoint }), endpointSource: "the command's default" };
  }
}
