import { readdir, readFile } from "node:fs/promises";
import { basename, dirname, join, resolve, sep } from "node:path";
import pMap from "p-map";
import { byCodeUnit } from "../compare.js";
import { readApiFile, readIndexFile } from "../dialect/read-schema.js";
import { dialectUsage, joinUsages } from "../dialect/usage.js";
import { pinFromDialect } from "../pin/from-dialect.js";
import type { PinnedVersion } from "../pin/manifest.js";
import { isMissing, readIfThere } from "../read-file.js";
import { readPin } from "../region/generate.js";
import type { Pin } from "../region/region.js";
import { restoreFolder, restoreFolders } from "../replace-folder.js";
import { SchemaError } from "../schema-error.js";

/** The schemas of one endpoint as they were at some time. */
export interface Snapshot {
  /** The endpoint (`ovh-eu`); of schemas that are no pin, the host that they are from. */
  readonly endpoint: string;
  /** By version of the API. */
  readonly versions: Readonly<Record<string, Pick<PinnedVersion, "source" | "dialect">>>;
  readonly apis: Pin["apis"];
  /** Whether it was read from the documents of a package, which tell what operations show and no more. */
  readonly isOfDocuments?: true;
}

/**
 * Reads the schemas that a folder holds: a pin, the folder of all pins, or OVH's own files, of one version
 * (`index.json`, `me.json`, …; without an index all files count) or of each in a folder of its own (`v1`, `v2`).
 *
 * @param endpoints Which of all pins to read; all unless told.
 * @throws {SchemaError} When it holds neither, or what it holds cannot be read.
 */
export async function readSnapshots(folder: string, endpoints?: readonly string[]): Promise<Snapshot[]> {
  await restoreFolder(resolve(folder));
  await restoreFolders(folder);
  const entries = await readdir(folder, { withFileTypes: true }).catch((cause: NodeJS.ErrnoException) => {
    throw new SchemaError(folder, "", `it cannot be read (${cause.code})`, { cause });
  });
  const has = (file: string): boolean => entries.some((entry) => entry.name === file && !entry.isDirectory());
  if (has("pin.json")) return [await readPinned(folder)];
  if (has("index.json")) return [await readServed([folder])];
  const below = entries
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith("."))
    .map(({ name }) => join(folder, name));
  const pinned = await having(below, "pin.json");
  if (pinned.length > 0) {
    const chosen = pinned.filter((pin) => endpoints?.includes(basename(pin)) ?? true);
    return pMap(chosen, readPinned, { concurrency: 1 });
  }
  const served = await having(below, "index.json");
  if (served.length > 0) return [await readServed(served)];
  const file = entries.find((entry) => !entry.isDirectory() && entry.name.endsWith(".json"));
  // What an API's file says and hardly any other.
  const isApi = file !== undefined && (await readFile(join(folder, file.name), "utf8")).includes('"resourcePath"');
  if (isApi) return [await readServed([folder])];
  throw new SchemaError(
    folder,
    "",
    "neither a pin (pin.json), nor pins, nor schemas as OVH serves them (index.json) are in it",
  );
}

async function having(folders: readonly string[], file: string): Promise<string[]> {
  const lists = await Promise.all(folders.map((folder) => readdir(folder)));
  return folders.filter((_, index) => lists[index]!.includes(file)).sort(byCodeUnit);
}

async function readPinned(folder: string): Promise<Snapshot> {
  const path = resolve(folder);
  const { manifest, apis } = await readPin(dirname(path), basename(path));
  return { endpoint: manifest.endpoint, versions: manifest.versions, apis };
}

async function readServed(folders: readonly string[]): Promise<Snapshot> {
  const read = await pMap(folders, readVersion, { concurrency: 1 });
  const [first] = read;
  return {
    endpoint: new URL(first!.source).host,
    versions: Object.fromEntries(read.map(({ version, source, dialect }) => [version, { source, dialect }])),
    apis: read.flatMap(({ apis }) => apis),
  };
}

async function readVersion(
  folder: string,
): Promise<{ version: string; apis: Pin["apis"] } & Snapshot["versions"][string]> {
  const { paths, source } = await readIndex(folder);
  // The last segment: version 1 was 1.0 for long.
  const version = /\/v(\d+)$/.exec(source)?.[0].slice(1) ?? "v1";
  const read = await pMap(
    [...paths].sort(byCodeUnit),
    async (path) => {
      const apiFile = join(folder, `${path.slice(1)}.json`);
      const text = await readFile(apiFile, "utf8").catch((error: unknown) => {
        throw isMissing(error)
          ? new SchemaError(apiFile, "", "the index has this API, but its file is missing")
          : error;
      });
      const { file: dialect } = readApiFile(text, apiFile);
      return { usage: dialectUsage(dialect), pin: pinFromDialect(dialect, path, apiFile) };
    },
    { concurrency: 8 },
  );
  const { keys, primitives } = joinUsages(read.map(({ usage }) => usage));
  return {
    version,
    source,
    dialect: { keys, primitives },
    apis: read.map(({ pin }) => ({ version, pin, overrides: {} })),
  };
}

/** Which APIs a folder has, and the base URL that they are of. */
async function readIndex(folder: string): Promise<{ readonly paths: readonly string[]; readonly source: string }> {
  const file = join(folder, "index.json");
  const content = await readIfThere(file);
  if (content !== undefined) {
    const { apis, basePath } = readIndexFile(content, file);
    return { paths: apis.map(({ path }) => path), source: sourceOf(basePath, file) };
  }
  const files = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith(".json")).sort(byCodeUnit);
  const first = join(folder, files[0]!);
  const { basePath } = readApiFile(await readFile(first, "utf8"), first).file;
  const paths = files.map((name) => `/${name.slice(0, -".json".length).split(sep).join("/")}`);
  return { paths, source: sourceOf(basePath, first) };
}

function sourceOf(basePath: string, file: string): string {
  if (!URL.canParse(basePath)) throw new SchemaError(file, "basePath", `a URL expected, found ${basePath}`);
  return basePath.replace(/\/+$/, "");
}
