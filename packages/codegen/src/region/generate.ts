import { mkdir, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { readManifest, readPinnedApi } from "../pin/read.js";
import { replaceFolder, restoreFolder, withStaging } from "../replace-folder.js";
import { readOverrides } from "./overrides.js";
import { type Pin, regionFiles, type RegionPlace } from "./region.js";

/** What to generate from, and where to. */
export interface GenerateOptions {
  /** The folder of all pins. */
  readonly schemas: string;
  readonly endpoint: string;
  /** The folder to fill; what it held is replaced. */
  readonly output: string;
  /** A package's files unless told; those of a project have an `index.js` of their own. */
  readonly place?: RegionPlace;
}

/**
 * Reads an endpoint's pin, with its corrections (`schemas/<endpoint>/overrides.json`, by version and API:
 * `{ "v1/me": { "nichandle.Nichandle.email": { "nullable": true } } }`) where there are any.
 */
export async function readPin(schemas: string, endpoint: string): Promise<Pin> {
  const manifest = await readManifest(schemas, endpoint);
  const overrides = await readOverrides(join(schemas, endpoint, "overrides.json"), manifest);
  const apis: Pin["apis"][number][] = [];
  for (const [version, { apis: records }] of Object.entries(manifest.versions)) {
    for (const api of Object.keys(records)) {
      const pin = await readPinnedApi(schemas, endpoint, version, api);
      apis.push({ version, pin, overrides: overrides.of(`${version}${api}`, pin) });
    }
  }
  return { manifest, apis };
}

/** Generates an endpoint's types, OpenAPI documents and tables: all of them, or, when something fails, none. */
export async function generateRegion(options: GenerateOptions): Promise<void> {
  await restoreFolder(options.output);
  const pin = await readPin(options.schemas, options.endpoint);
  await withStaging(dirname(options.output), async (staging) => {
    const generated = join(staging, basename(options.output));
    for (const [path, content] of regionFiles(pin, options.place)) {
      const file = join(generated, path);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, content);
    }
    await replaceFolder(generated, options.output);
  });
}
