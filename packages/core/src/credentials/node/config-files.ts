import { builtIn } from "../../built-in.js";
import { type CredentialField, credentialFields, type CredentialSource } from "../credentials.js";
import type { Origin } from "../origin.js";
import { type ConfigFile, readConfigFile } from "./config-file.js";

/** The configuration files, the highest first; each is read when it is asked for and not before. */
export interface ConfigFiles {
  /** `endpoint` of `[default]` in the highest file that has one. */
  endpoint(): { readonly origin: Origin; readonly value: string } | undefined;
  /** The path of each file, and its sections that begin so, what is behind that alone. */
  sectionsBehind(beginning: string): { readonly path: string; readonly names: readonly string[] }[];
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
const usualFiles: readonly { readonly folder: string; readonly path: () => string }[] = [
  { folder: "the working directory", path: () => builtIn("node:path").resolve("ovh.conf") },
  { folder: "the home directory", path: () => builtIn("node:path").join(builtIn("node:os").homedir(), ".ovh.conf") },
  { folder: "/etc", path: () => "/etc/ovh.conf" },
];

/**
 * Offers the usual files, or the chosen one alone.
 *
 * @param isRequired Whether it is an error that the chosen one does not exist.
 * @param skip Is told of each that cannot be read: one that nobody chose is passed over.
 */
export function openConfigFiles(
  chosen: string | undefined,
  isRequired: boolean,
  warn: (message: string) => void,
  skip: (found: string) => void,
): ConfigFiles {
  const candidates =
    chosen === undefined ? usualFiles : [{ folder: "", path: () => builtIn("node:path").resolve(chosen) }];
  const read = new Map<number, ConfigFile | undefined>();

  function readFile({ folder, path }: (typeof candidates)[number]): ConfigFile | undefined {
    if (chosen !== undefined) return readConfigFile(path(), { isRequired, warn });
    const found = attempt(path);
    if (!("code" in found)) return readConfigFile(found.value, { isRequired: false, warn, skip });
    skip(`${folder} cannot be read (${found.code})`);
    return undefined;
  }

  function* files(): Iterable<ConfigFile> {
    for (const [index, candidate] of candidates.entries()) {
      if (!read.has(index)) read.set(index, readFile(candidate));
      const file = read.get(index);
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
    sectionsBehind: (beginning) =>
      [...files()].map(({ path, sections }) => ({
        path,
        names: [...sections].filter((name) => name.startsWith(beginning)).map((name) => name.slice(beginning.length)),
      })),
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

/** What something gives, or the code of the system's error: a folder may be gone, a user unknown, a right missing. */
export function attempt<T>(work: () => T): { readonly value: T } | { readonly code: string } {
  try {
    return { value: work() };
  } catch (failure) {
    const { info, code, name } = failure as { info?: { code?: string }; code?: string; name: string };
    return { code: info?.code ?? code ?? name };
  }
}
