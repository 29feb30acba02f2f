import { createHash } from "node:crypto";
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { byCodeUnit } from "../compare.js";
import { isMissing, parseJson, readIfThere } from "../read-file.js";
import { restoreFolder, restoreFolders } from "../replace-folder.js";
import { SchemaError } from "../schema-error.js";
import { parseManifest, type PinManifest, type PinnedVersion } from "./manifest.js";
import type { PinnedApi } from "./notation.js";

/** Where the parts of a pin lie below the folder of all pins. */
export function pinPaths(
  schemas: string,
  endpoint: string,
): { manifest: string; api: (version: string, api: string) => string } {
  return {
    manifest: join(schemas, endpoint, "pin.json"),
    api: (version, api) => join(schemas, endpoint, version, `${api.slice(1)}.json`),
  };
}

/** The endpoints that have a pin, sorted; none where there is no such folder. */
export async function pinnedEndpoints(schemas: string): Promise<string[]> {
  await restoreFolders(schemas);
  const entries = await readdir(schemas, { withFileTypes: true }).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
  return entries
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith("."))
    .map((entry) => entry.name)
    .sort(byCodeUnit);
}

/**
 * Reads an endpoint's manifest.
 *
 * @throws {SchemaError} When it is no manifest, or none that this version can read. A missing file rejects as the file
 *   system says (ENOENT).
 */
export async function readManifest(schemas: string, endpoint: string): Promise<PinManifest> {
  await restoreFolder(join(schemas, endpoint));
  const file = pinPaths(schemas, endpoint).manifest;
  return parseManifest(await readFile(file, "utf8"), file);
}

/**
 * Reads an endpoint's manifest where there is one.
 *
 * @throws {SchemaError} When it is no manifest, or none that this version can read.
 */
export async function readManifestIfThere(schemas: string, endpoint: string): Promise<PinManifest | undefined> {
  try {
    return await readManifest(schemas, endpoint);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/**
 * Reads one pinned API.
 *
 * @throws {SchemaError} When its file is none.
 */
export async function readPinnedApi(
  schemas: string,
  endpoint: string,
  version: string,
  api: string,
): Promise<PinnedApi> {
  const file = pinPaths(schemas, endpoint).api(version, api);
  return parsePinnedApi(await readFile(file, "utf8"), file);
}

function parsePinnedApi(content: string, file: string): PinnedApi {
  const value = parseJson(content, file) as PinnedApi | null;
  if (isRecord(value) && isRecord(value?.operations) && isRecord(value?.models)) return value!;
  throw new SchemaError(file, "", "operations and models expected");
}

function isRecord(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What is pinned of one version, as far as it is whole. */
export interface PinnedFiles {
  readonly format: number | undefined;
  readonly record: PinnedVersion;
  /** By the API's path. */
  readonly files: ReadonlyMap<string, { readonly content: string; readonly sha256: string; readonly pin: PinnedApi }>;
  /** Whether all of its files could be read. */
  readonly isWhole: boolean;
}

/** Reads what is pinned of one version, where anything is; a file that is missing or no JSON is left out. */
export async function readPinnedVersion(
  schemas: string,
  endpoint: string,
  version: string,
  manifest: PinManifest | undefined,
): Promise<PinnedFiles | undefined> {
  const record = manifest?.versions[version];
  if (manifest === undefined || record === undefined) return undefined;
  const files = new Map<string, { content: string; sha256: string; pin: PinnedApi }>();
  for (const api of Object.keys(record.apis)) {
    const file = pinPaths(schemas, endpoint).api(version, api);
    const content = await readIfThere(file);
    const pin = content === undefined ? undefined : parsePin(content, file);
    if (pin !== undefined) files.set(api, { content: content!, sha256: hashOf(content!), pin });
  }
  return { format: manifest.format, record, files, isWhole: files.size === Object.keys(record.apis).length };
}

/** A pin that somebody broke is pulled anew. */
function parsePin(content: string, file: string): PinnedApi | undefined {
  try {
    return parsePinnedApi(content, file);
  } catch (error) {
    if (error instanceof SchemaError) return undefined;
    throw error;
  }
}

/** The sha256 of a text. */
export function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
