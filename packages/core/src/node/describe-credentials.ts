import { type CredentialsDescription, describeSettings } from "../auth/describe-credentials.js";
import type { PinnedClientOptions } from "../client-options.js";
import { webPlatform } from "../platform.js";
import { settleInNode } from "./settle.js";

/** Tells where a client's endpoint and credentials come from, environment and files included, with secrets masked. */
export function describeCredentials(options: PinnedClientOptions = {}): CredentialsDescription {
  const settings = settleInNode(options, webPlatform);
  return describeSettings(settings, settings.endpointName);
}
