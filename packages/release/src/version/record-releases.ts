import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { readManifest, type ReleasedPin } from "@ovh-typed/codegen";

/**
 * Writes down which schemas the version of each region's package has (`packages/<endpoint>/releases.json`), once it is a
 * version that is not there yet: its README lists them.
 *
 * @param root The repository.
 */
export async function recordReleases(root: string, endpoints: readonly string[]): Promise<void> {
  for (const endpoint of endpoints) {
    const folder = join(root, "packages", endpoint);
    const { version } = JSON.parse(await readFile(join(folder, "package.json"), "utf8")) as { version: string };
    const file = join(folder, "releases.json");
    const releases = await readReleases(file);
    if (version === "0.0.0" || releases.some((release) => release.version === version)) continue;
    const { versions } = await readManifest(join(root, "schemas"), endpoint);
    const captured = Object.fromEntries(Object.entries(versions).map(([api, pin]) => [api, pin.captured]));
    await writeFile(file, `${JSON.stringify([...releases, { version, captured }], undefined, 2)}\n`);
  }
}

async function readReleases(file: string): Promise<ReleasedPin[]> {
  const content = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "[]";
    throw error;
  });
  return JSON.parse(content) as ReleasedPin[];
}
