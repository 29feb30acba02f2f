import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { byCodeUnit } from "../compare.js";
import { isMissing, parseJson, readIfThere } from "../read-file.js";
import { parseManifest, type PinManifest } from "./manifest.js";
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
  const entries = await readdir(schemas, { withFileTypes: true }).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort(byCodeUnit);
}

/**
 * Reads an endpoint's manifest.
 *
 * @throws {SchemaError} When it is no manifest. A missing file rejects as the file system says (ENOENT).
 */
export async function readManifest(schemas: string, endpoint: string): Promise<PinManifest> {
  const file = pinPaths(schemas, endpoint).manifest;
  return parseManifest(await readFile(file, "utf8"), file);
}

/**
 * Reads an endpoint's manifest where there is one.
 *
 * @throws {SchemaError} When it is no manifest.
 */
export async function readManifestIfThere(schemas: string, endpoint: string): Promise<PinManifest | undefined> {
  const file = pinPaths(schemas, endpoint).manifest;
  const content = await readIfThere(file);
  return content === undefined ? undefined : parseManifest(content, file);
}

/** Reads one pinned API. */
export async function readPinnedApi(
  schemas: string,
  endpoint: string,
  version: string,
  api: string,
): Promise<PinnedApi> {
  const file = pinPaths(schemas, endpoint).api(version, api);
  return parseJson(await readFile(file, "utf8"), file) as PinnedApi;
}
