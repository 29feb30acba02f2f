import { hostsOf, type UrlName } from "../../endpoints/base-url.js";
import type { Endpoint } from "../../endpoints/endpoint.js";
import { OvhConfigError } from "../../errors/config-error.js";
import { ownProperties } from "../../own-properties.js";
import type { Platform } from "../../platform.js";
import {
  argumentSource,
  credentialKinds,
  type CredentialField,
  type Credentials,
  type CredentialSource,
  kindsOf,
} from "../credentials.js";
import type { DescribeOptions } from "../describe-credentials.js";
import { describeOrigin, type Origin } from "../origin.js";
import { baseUrlIn, endpointNamed, type Settings } from "../settings.js";
import { attempt, type ConfigFiles, openConfigFiles } from "./config-files.js";
import { readEnvironment } from "./environment.js";

/** Settings, and where the endpoint comes from. */
export interface NodeSettings extends Settings {
  readonly endpointOrigin: Origin;
  /** The profile in use. */
  readonly profile: string | undefined;
}

/**
 * Settles endpoint and credentials in Node: arguments over the environment over files.
 *
 * The highest place that names a kind of credentials decides the kind. An application key and its secret come from one
 * place, for which the files count as one and are merged key by key; a consumer key comes from a lower place only where
 * that names the same application. What cannot be read is passed over, and named when something is missing after all.
 * Files are read only as far as something is still open.
 */
export function settleInNode(given: DescribeOptions, platform: Pick<Platform, "warn">): NodeSettings {
  const options = ownProperties(given);
  const notes: string[] = [];
  const skip = (found: string): void => void notes.push(`Not looked at: ${found}.`);
  const read = attempt(() => readEnvironment(process.env));
  if ("code" in read) skip(`the environment cannot be read (${read.code})`);
  const environment = "value" in read ? read.value : readEnvironment({});
  const files = openConfigFiles(options.configFile, options.allowMissingFile !== true, platform.warn, skip);
  const named =
    options.endpoint === undefined
      ? (environment.endpoint ??
        files.endpoint() ?? {
          origin: argument("defaultEndpoint"),
          value: options.defaultEndpoint,
        })
      : { origin: argument("endpoint"), value: options.endpoint };
  const { baseUrl: found } = environment;
  const baseUrl = baseUrlIn(options) ?? (found && { value: found.value, name: found.origin.variable as UrlName });
  if (named.value === undefined && baseUrl !== undefined && baseUrl.name !== "baseUrl") {
    notes.push(`${baseUrl.name} says where requests go, not which endpoint they are for.`);
  }
  const endpoint = endpointNamed(named.value, notes);
  const { applicationKey, clientId, accessToken } = options;
  const isGiven = (applicationKey ?? clientId ?? accessToken) !== undefined;
  const profile = options.profile ?? (isGiven ? undefined : environment.profile);
  if (profile !== undefined && options.allowMissingFile !== true) requireProfile(profile, endpoint, files, notes);
  const groups =
    profile === undefined
      ? [
          [argumentSource(options)],
          [environment.credentials],
          files.sources(sectionsOf(endpoint, baseUrl?.value ?? hostsOf(endpoint, options.hosts).baseUrl)),
        ]
      : [[argumentSource(options)], files.sources([`${endpoint.name}:${profile}`])];
  const { source, leftOut } = choose(groups);
  return {
    endpoint,
    endpointOrigin: named.origin,
    profile,
    credentials: source,
    baseUrl,
    notes: [...leftOut, ...notes],
  };
}

/** Refuses a profile that no file has. */
function requireProfile(profile: string, { name }: Endpoint, files: ConfigFiles, notes: readonly string[]): void {
  const found = files.sectionsBehind(`${name}:`);
  if (found.some(({ names }) => names.includes(profile))) return;
  const known = found.map(({ path, names }) => `${path} has ${names.length === 0 ? "none" : names.join(", ")}.`);
  const sentences = [
    `There is no profile ${JSON.stringify(profile)}: no file has a section [${name}:${profile}].`,
    ...(known.length === 0 ? ["There is no configuration file."] : known),
  ];
  throw new OvhConfigError([...sentences, ...notes].join(" "));
}

const argument = (option: string): Origin => ({ from: "argument", option });

/** The sections that may hold an endpoint's credentials: of its base URL first, then of its name and aliases. */
function sectionsOf(endpoint: Endpoint, baseUrl: string): string[] {
  const plain = baseUrl.replace(/\/+$/, "");
  return [...new Set([baseUrl, plain, `${plain}/`]), endpoint.name, ...endpoint.aliases];
}

/** A group is one or more sources that are merged key by key, the highest first. */
type SourceGroup = Iterable<CredentialSource>;

/** The source to use, and what was left out of it, a sentence each. */
interface Choice {
  readonly source: CredentialSource;
  readonly leftOut: readonly string[];
}

function choose(groups: readonly SourceGroup[]): Choice {
  const chosen = new Map<CredentialField, CredentialSource>();
  let fields: readonly CredentialField[] | undefined;
  let last: CredentialSource | undefined;
  for (const [index, group] of groups.entries()) {
    const open = fields?.slice(0, 2);
    for (const source of group) {
      const kinds = kindsOf(source);
      // Several kinds in one source: they are taken as they are, and refused where they are checked.
      fields ??= kinds.length === 0 ? undefined : kinds.flatMap((kind) => credentialKinds[kind]);
      if (fields === undefined) continue;
      for (const field of fields) {
        if (source.values[field] === undefined) continue;
        last ??= source;
        if (!chosen.has(field)) chosen.set(field, source);
      }
      if (fields.every((field) => chosen.has(field))) return { source: merged(chosen, last), leftOut: [] };
    }
    // A group with an application key or half a pair has the last word; one with only a consumer key has not.
    if (fields !== undefined && (open ?? fields.slice(0, 2)).some((field) => chosen.has(field))) {
      const leftOut = fields.includes("consumerKey") ? addConsumerKey(chosen, groups.slice(index + 1)) : [];
      return { source: merged(chosen, last), leftOut };
    }
  }
  return { source: merged(chosen, last), leftOut: [] };
}

/**
 * Adds the consumer key of a lower group to a pair that lacks one, if its source names the same application.
 *
 * @returns The consumer keys that were left out, a sentence each.
 */
function addConsumerKey(chosen: Map<CredentialField, CredentialSource>, lower: readonly SourceGroup[]): string[] {
  const pair = chosen.get("applicationKey");
  if (pair === undefined || !chosen.has("applicationSecret") || chosen.has("consumerKey")) return [];
  const leftOut: string[] = [];
  for (const source of lower.flatMap((group) => [...group])) {
    const { applicationKey, consumerKey } = source.values;
    if (consumerKey === undefined) continue;
    if (applicationKey === pair.values.applicationKey) {
      chosen.set("consumerKey", source);
      return [];
    }
    const [found, own] = [source.origin("consumerKey"), pair.origin("applicationKey")].map(describeOrigin);
    leftOut.push(`Left out: ${found}, which is of another application than ${own}.`);
  }
  return leftOut;
}

function merged(
  chosen: ReadonlyMap<CredentialField, CredentialSource>,
  highest: CredentialSource | undefined,
): CredentialSource {
  const values: Credentials = Object.fromEntries([...chosen].map(([field, source]) => [field, source.values[field]]));
  const pair = chosen.get("applicationKey") ?? chosen.get("applicationSecret") ?? highest;
  return { values, origin: (field) => (chosen.get(field) ?? pair)?.origin(field) ?? argument(field) };
}
