import { type CredentialsDescription, type DescribeOptions, describeSettings } from "../describe-credentials.js";
import { webPlatform } from "../../platform.js";
import { settleInNode } from "./settle.js";

/** Tells where a client's endpoint and credentials come from, environment and files included, with secrets masked. */
export function describeCredentials(options: DescribeOptions = {}): CredentialsDescription {
  const settings = settleInNode(options, webPlatform, process.env, options.defaultEndpoint);
  return describeSettings(settings, settings.endpointName);
}
