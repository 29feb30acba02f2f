import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { type CredentialField, credentialFields, type CredentialSource } from "../credentials.js";
import type { Origin } from "../origin.js";
import { type ConfigFile, readConfigFile } from "./config-file.js";

/** The configuration files, the highest first; each is read when it is asked for and not before. */
export interface ConfigFiles {
  /** `endpoint` of `[default]` in the highest file that has one. */
  endpoint(): { readonly origin: Origin; readonly value: string } | undefined;
  /** One source for each file that has one of these sections with credentials in it, the first such section's. */
  sources(sections: readonly string[]): Iterable<CredentialSource>;
}

const keys: Readonly<Record<CredentialField, string>> = {
  applicationKey: "application_key",
  applicationSecret: "application_secret",
  consumerKey: "consumer_key",
  clientId: "client_id",
  clientSecret: "client_secret",
  accessToken: "access_token",
};

/** The files that OVH's SDKs read: the working directory's, the user's, the system's. */
function usualFiles(): string[] {
  return [resolve("ovh.conf"), join(homedir(), ".ovh.conf"), "/etc/ovh.conf"];
}

/**
 * Offers the usual files, or the chosen one alone.
 *
 * @param isRequired Whether it is an error that the chosen one does not exist.
 */
export function openConfigFiles(
  chosen: string | undefined,
  isRequired: boolean,
  warn: (message: string) => void,
): ConfigFiles {
  const paths = chosen === undefined ? usualFiles() : [resolve(chosen)];
  const read = new Map<string, ConfigFile | undefined>();

  function* files(): Iterable<ConfigFile> {
    for (const path of paths) {
      if (!read.has(path)) read.set(path, readConfigFile(path, chosen !== undefined && isRequired, warn));
      const file = read.get(path);
      if (file !== undefined) yield file;
    }
  }

  return {
    endpoint() {
      for (const file of files()) {
        const value = file.section("default")?.get("endpoint");
        const origin: Origin = { from: "file", file: file.path, section: "default", key: "endpoint" };
        if (value !== undefined) return { origin, value };
      }
      return undefined;
    },
    *sources(sections) {
      for (const file of files()) {
        for (const section of sections) {
          const found = file.section(section);
          if (found === undefined || !credentialFields.some((field) => found.has(keys[field]))) continue;
          yield {
            values: Object.fromEntries(credentialFields.map((field) => [field, found.get(keys[field])])),
            origin: (field) => ({ from: "file", file: file.path, section, key: keys[field] }),
          };
          break;
        }
      }
    },
  };
}
