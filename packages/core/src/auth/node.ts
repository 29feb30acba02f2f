// What auth offers in Node: all of index.ts, but for a describeCredentials that knows the environment and ovh.conf.
import {
  type CredentialsDescription,
  type DescribeOptions,
  describeSettings,
} from "../credentials/describe-credentials.js";
import { settleInNode } from "../credentials/node/settle.js";
import { webPlatform } from "../platform.js";

export * from "./index.js";

/** Tells where a client's endpoint and credentials come from, environment and files included, with secrets masked. */
export function describeCredentials(options: DescribeOptions = {}): CredentialsDescription {
  const settings = settleInNode(options, webPlatform);
  return describeSettings(settings, settings.endpointOrigin);
}
