import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { type EndpointName, endpoints } from "@ovh-typed/core";
import type { CredentialsDescription } from "@ovh-typed/core/auth";
import { isWritable } from "../config/private-file.js";
import { type ConfigSection, sectionOf } from "../config/section.js";
import { describeConnection } from "../connection/describe.js";
import type { ConnectionOptions } from "../connection/options.js";
import { RefusedError } from "../refused-error.js";
import { type ApplicationKeys, askForKeys } from "./ask.js";

/** The application that a consumer key is requested for, and where the key is to be kept. */
export interface Application {
  readonly endpoint: EndpointName;
  /** Its keys; undefined when they are in a file already, where the client finds them. */
  readonly keys: ApplicationKeys | undefined;
  readonly place: ConfigSection;
}

/**
 * Finds the application as every client does, else asks for it on the terminal.
 *
 * @throws {RefusedError} When there is none.
 */
export async function findApplication(options: ConnectionOptions, canAsk: boolean): Promise<Application> {
  const description = describeConnection(options, { allowMissingFile: true });
  const { endpoint, kind, fields, profile } = description;
  if (kind === "oauth2" || kind === "token") {
    throw new RefusedError(
      `${fields.map(({ source }) => source).join(" and ")} already log in: a consumer key belongs to an application key.`,
    );
  }
  const key = sectionOf(description, "applicationKey");
  if (key !== undefined) {
    const place = sectionOf(description, "consumerKey") ?? key;
    const own = options.config !== undefined || (await isWritable(place.file));
    return { endpoint, keys: undefined, place: own ? place : { ...place, file: usualFile() } };
  }
  const place = {
    file: options.config === undefined ? usualFile() : resolve(options.config),
    section: profile === undefined ? sectionFor(endpoint, options.baseUrl) : `${endpoint}:${profile}`,
  };
  return { endpoint, keys: environmentKeys(description) ?? (await asked(endpoint, canAsk)), place };
}

/** What is not from a file is from a variable. A profile does without the environment, but for its first login. */
function environmentKeys({ origins, profile }: CredentialsDescription): ApplicationKeys | undefined {
  const valueOf = (field: "applicationKey" | "applicationSecret", usual: string): string | undefined => {
    const origin = origins?.[field];
    if (origin?.from === "environment") return process.env[origin.variable]?.trim();
    return profile === undefined ? undefined : process.env[usual]?.trim();
  };
  const applicationKey = valueOf("applicationKey", "OVH_APPLICATION_KEY");
  const applicationSecret = valueOf("applicationSecret", "OVH_APPLICATION_SECRET");
  return applicationKey && applicationSecret ? { applicationKey, applicationSecret } : undefined;
}

async function asked(endpoint: EndpointName, canAsk: boolean): Promise<ApplicationKeys> {
  const { createApp } = endpoints[endpoint].hosts.released;
  if (canAsk) return askForKeys(endpoint, createApp);
  throw new RefusedError(
    `There is no application key for ${endpoint}, and no terminal to ask on. Register an application at ${createApp} ` +
      "and set OVH_APPLICATION_KEY and OVH_APPLICATION_SECRET, or put application_key and application_secret into ovh.conf.",
  );
}

const usualFile = (): string => join(homedir(), ".ovh.conf");

// A section's name cannot hold a bracket, which an IPv6 address has.
const sectionFor = (endpoint: EndpointName, baseUrl: string | undefined): string =>
  baseUrl === undefined || baseUrl.includes("]") ? endpoint : baseUrl;
