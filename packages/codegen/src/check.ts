import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { byCodeUnit, sortedRecord } from "./compare.js";
import { countOperations } from "./pin/count.js";
import { formatManifest, parseManifest, type PinManifest, type PinnedApiRecord } from "./pin/manifest.js";
import { formatPin, type PinnedApi } from "./pin/notation.js";
import { hashOf, pinPaths, readPinnedApi } from "./pin/read.js";
import { isMissing, isThere } from "./read-file.js";
import { readPin } from "./region/generate.js";
import { regionFiles, type RegionPlace } from "./region/region.js";
import { restoreFolder } from "./replace-folder.js";
import { SchemaError } from "./schema-error.js";

/** What a check of one endpoint's pin found. */
export interface PinCheck {
  readonly endpoint: string;
  readonly apis: number;
  readonly paths: number;
  readonly operations: number;
  /** What is wrong, a sentence each that names the file; empty when the pin is whole. */
  readonly problems: readonly string[];
}

/** Files of an endpoint's folder that belong to no API. */
const others = ["pin.json", "overrides.json"];

/**
 * Proves, without a network, that an endpoint's pin is whole: every API of its manifest has its file and no file is
 * left over, hashes and counts agree, every file is written as a pull writes it, the corrections correct something, and
 * everything can be generated from them.
 *
 * @param schemas The folder of all pins.
 * @param generated A folder that was generated from the pin, which has to be as it would be generated now.
 * @param place What was generated: a package's files, or a project's.
 * @throws {SchemaError} When the manifest is missing or is none; all else is reported in `problems`.
 */
export async function checkPin(
  schemas: string,
  endpoint: string,
  generated?: string,
  place: RegionPlace = "package",
): Promise<PinCheck> {
  const folder = join(schemas, endpoint);
  const file = pinPaths(schemas, endpoint).manifest;
  await restoreFolder(folder);
  const content = await readManifestFile(file);
  const manifest = parseManifest(content, file);
  const problems: string[] = [];
  if (manifest.endpoint !== endpoint) {
    problems.push(`${file}, at endpoint: ${endpoint} expected, found ${manifest.endpoint}`);
  }
  if (formatManifest(manifest) !== content) problems.push(`${file}: ${notAsPulled}`);

  const expected = new Set(others.map((name) => join(folder, name)));
  let apis = 0;
  for (const [version, { apis: records, ...totals }] of Object.entries(manifest.versions)) {
    const sums = { paths: 0, operations: 0 };
    for (const [api, record] of Object.entries(records)) {
      const apiFile = pinPaths(schemas, endpoint).api(version, api);
      expected.add(apiFile);
      apis++;
      sums.paths += record.paths;
      sums.operations += record.operations;
      const pin = await readPinnedApi(schemas, endpoint, version, api).catch(collect(problems, apiFile));
      if (pin !== undefined) problems.push(...(await checkApi(apiFile, api, pin, record)));
    }
    problems.push(...differences(`${file}, at versions.${version}`, totals, sums));
  }
  for (const file of await leftOver(folder, expected)) problems.push(`${file}: no API of pin.json has this file`);
  // What is generated from a pin that is not whole proves nothing.
  if (problems.length === 0) {
    const found = await checkGenerated(schemas, endpoint, generated, place).catch(collect(problems, folder));
    problems.push(...(found ?? []));
  }
  return { endpoint, apis, ...totalsOf(manifest), problems };
}

const notAsPulled = "not written as a pull writes it; pull again instead of editing it";

async function readManifestFile(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (cause) {
    throw new SchemaError(file, "", `it cannot be read (${(cause as NodeJS.ErrnoException).code})`, { cause });
  }
}

async function checkApi(
  file: string,
  api: string,
  pin: PinnedApi,
  { pinned, ...record }: PinnedApiRecord,
): Promise<string[]> {
  if (pin.api !== api) return [`${file}, at api: ${api} expected, found ${String(pin.api)}`];
  const canonical = { ...pin, operations: sortedRecord(pin.operations), models: sortedRecord(pin.models) };
  const content = await readFile(file, "utf8");
  const counts = differences(file, record, countOperations(pin));
  if (content !== formatPin(canonical)) return [`${file}: ${notAsPulled}`, ...counts];
  if (counts.length > 0 || pinned === undefined || pinned === hashOf(content)) return counts;
  return [`${file}: its hash is another than in pin.json; pull again instead of editing it`];
}

function differences<K extends "paths" | "operations">(
  place: string,
  recorded: Readonly<Record<K, number>>,
  found: Readonly<Record<K, number>>,
): string[] {
  return (Object.keys(found) as K[])
    .filter((key) => recorded[key] !== found[key])
    .map((key) => `${place}: pin.json says ${recorded[key]} ${key}, the files have ${found[key]}`);
}

async function leftOver(folder: string, expected: ReadonlySet<string>): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !expected.has(file))
    .sort(byCodeUnit);
}

/** Generates everything, and says what of a folder is not as it is generated. */
async function checkGenerated(
  schemas: string,
  endpoint: string,
  folder: string | undefined,
  place: RegionPlace,
): Promise<string[]> {
  const problems: string[] = [];
  const expected = new Set<string>();
  for (const [path, content] of regionFiles(await readPin(schemas, endpoint), place)) {
    if (folder === undefined) continue;
    const file = join(folder, path);
    expected.add(file);
    const found = await readFile(file).catch((error: unknown) => {
      if (isMissing(error)) return undefined;
      throw error;
    });
    if (found === undefined) problems.push(`${file}: it is missing; generate again`);
    else if (!found.equals(Buffer.from(content))) problems.push(`${file}: not as it is generated; generate again`);
  }
  if (folder === undefined || !(await isThere(folder))) return problems;
  return [...problems, ...(await leftOver(folder, expected)).map((file) => `${file}: it is not generated any more`)];
}

function totalsOf({ versions }: PinManifest): { paths: number; operations: number } {
  const all = Object.values(versions);
  const sum = (key: "paths" | "operations"): number => all.reduce((total, version) => total + version[key], 0);
  return { paths: sum("paths"), operations: sum("operations") };
}

/** Turns a rejection into a problem. */
function collect(problems: string[], file: string): (error: unknown) => undefined {
  return (error) => {
    const missing = isMissing(error);
    const message = missing ? "it is missing" : error instanceof Error ? error.message : String(error);
    problems.push(error instanceof SchemaError ? message : `${file}: ${message}`);
  };
}
