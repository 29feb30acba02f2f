import { type CredentialsDescription, describeCredentials, type DescribeOptions } from "@ovh-typed/core/auth";
import type { ConnectionOptions } from "./options.js";

/**
 * Tells which endpoint and credentials a command uses, and where they come from.
 *
 * @throws {OvhConfigError} As a client does.
 */
export function describeConnection(
  { endpoint, baseUrl, config, profile }: ConnectionOptions,
  more: Pick<DescribeOptions, "allowMissingFile"> = {},
): CredentialsDescription {
  // A command, other than a program, has an endpoint that goes without saying.
  const options = { endpoint, baseUrl, configFile: config, profile, defaultEndpoint: "ovh-eu" } as const;
  const description = describeCredentials({ ...options, ...more });
  const isDefault = description.endpointSource === "defaultEndpoint";
  return isDefault ? { ...description, endpointSource: "the command's default" } : description;
}
