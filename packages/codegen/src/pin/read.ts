import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { byCodeUnit } from "../compare.js";
import { SchemaError } from "../schema-error.js";
import { parseManifest } from "./manifest-file.js";
import type { PinManifest } from "./manifest.js";
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

/** The endpoints that have a pin, sorted. */
export async function pinnedEndpoints(schemas: string): Promise<string[]> {
  const entries = await readdir(schemas, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort(byCodeUnit);
}

/**
 * Reads an endpoint's manifest.
 *
 * @throws {@link SchemaError} when it is no manifest. A missing file rejects as the file system says (ENOENT).
 */
export async function readManifest(schemas: string, endpoint: string): Promise<PinManifest> {
  const file = pinPaths(schemas, endpoint).manifest;
  return parseManifest(await readFile(file, "utf8"), file);
}

/** Reads one pinned API. */
export async function readPinnedApi(
  schemas: string,
  endpoint: string,
  version: string,
  api: string,
): Promise<PinnedApi> {
  const file = pinPaths(schemas, endpoint).api(version, api);
  const content = await readFile(file, "utf8");
  try {
    return JSON.parse(content) as PinnedApi;
  } catch (cause) {
    throw new SchemaError(file, "", `not JSON (${(cause as Error).message})`, { cause });
  }
}
