import { cp, mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { PinManifest } from "../pin/manifest.js";
import { pinnedEndpoints, pinPaths, readManifest, readPinnedVersion } from "../pin/read.js";
import { pull, type PullOptions, type PullReport } from "../pull/pull.js";
import { isThere } from "../read-file.js";
import { generateRegion } from "../region/generate.js";
import { replaceFolder, restoreFolder, withStaging } from "../replace-folder.js";
import { SchemaError } from "../schema-error.js";
import {
  formatLock,
  lockName,
  lockOf,
  lockOfPins,
  type ProjectLock,
  readLock,
  refuseUnpinned,
  remedy,
} from "./lock.js";

/** What a project pins. */
export interface ProjectPinOptions extends Omit<PullOptions, "schemas"> {
  /** The project's folder, in which the lock lies. */
  readonly root: string;
  /** The folder below it for the pins and what is generated from them; the lock's, or `ovh`, unless told. */
  readonly output?: string;
}

/** What a project has pinned. */
export interface ProjectPins {
  /** The folder of the pins and of what is generated from them: a folder an endpoint, with its `index.js`. */
  readonly folder: string;
  readonly endpoints: readonly string[];
}

/**
 * Pins schemas in a project of one's own, and generates a client from them: `<output>/schemas` has the pins,
 * `<output>/<endpoint>/index.js` is what the project imports, `ovh-pins.lock.json` says what was pinned. All of it is
 * written, or nothing.
 *
 * @throws {SchemaError} When an answer is no schema, or the folder holds what was not generated; nothing has changed then.
 *
 * @example
 * await pinProject({
 *   root: ".",
 *   targets: [{ endpoint: "ovh-ca", version: "v1", base: "https://ca.api.ovh.com/v1", only: ["/me", "/domain"] }],
 * });
 */
export async function pinProject(
  options: ProjectPinOptions,
): Promise<ProjectPins & { readonly reports: PullReport[] }> {
  const { root, output: wanted, ...settings } = options;
  const lock = await readLock(root);
  const output = wanted ?? lock?.output ?? "ovh";
  lockOfPins(output, []); // says what is wrong with the folder, before anything is asked for
  if (lock !== undefined && output !== lock.output) {
    throw new SchemaError(
      join(root, lockName),
      "output",
      `${lock.output} is in use: move it, and say so here, to use ${output}`,
    );
  }
  let reports: PullReport[] = [];
  const pins = await rewrite({ root, output, lock }, async (folder) => {
    reports = await pull({ ...settings, schemas: join(folder, "schemas") });
  });
  return { ...pins, reports };
}

/**
 * Generates a project's clients anew from its lock and pins, without a network: the same pins give the same bytes.
 *
 * @throws {SchemaError} When there is no lock, or it is not that of the pins.
 */
export async function generateProject(root: string): Promise<ProjectPins> {
  const lock = await lockOf(root);
  await refuseOthers(root, lock);
  return rewrite({ root, output: lock.output, lock }, async () => undefined);
}

/**
 * Takes endpoints' pins and clients out of a project; those of the others stay as they are.
 *
 * @throws {SchemaError} When there is no lock, one of them is not pinned, or it is not the lock of the others' pins.
 */
export async function unpinProject(root: string, endpoints: readonly string[]): Promise<ProjectPins> {
  const lock = await lockOf(root);
  refuseUnpinned(root, lock, endpoints);
  await refuseOthers(root, lock, endpoints);
  return rewrite({ root, output: lock.output, lock }, async (folder) => {
    for (const endpoint of endpoints) await rm(join(folder, "schemas", endpoint), { recursive: true, force: true });
  });
}

/** Lets pins be changed in a copy of a project's folder, generates from them, and puts it in place, the lock at last. */
async function rewrite(
  { root, output, lock }: { root: string; output: string; lock: ProjectLock | undefined },
  change: (folder: string) => Promise<void>,
): Promise<ProjectPins> {
  const folder = join(root, output);
  await restoreFolder(folder);
  await refuseForeign(folder, lock);
  let endpoints: string[] = [];
  await withStaging(resolve(folder, ".."), async (staging) => {
    const staged = join(staging, "output");
    const schemas = join(staged, "schemas");
    if (await isThere(join(folder, "schemas"))) await cp(join(folder, "schemas"), schemas, { recursive: true });
    else await mkdir(staged);
    await change(staged);
    endpoints = await pinnedEndpoints(schemas);
    for (const endpoint of endpoints) {
      await generateRegion({ schemas, endpoint, output: join(staged, endpoint), place: "project" });
    }
    // What the project itself is made of does not count in here.
    await writeFile(join(staged, "package.json"), '{ "private": true, "type": "module", "sideEffects": false }\n');
    const written = join(staging, lockName);
    await writeFile(written, formatLock(lockOfPins(output, await manifestsOf(schemas, endpoints))));
    await replaceFolder(staged, folder);
    await rename(written, join(root, lockName));
  });
  return { folder, endpoints };
}

async function manifestsOf(schemas: string, endpoints: readonly string[]): Promise<PinManifest[]> {
  return Promise.all(endpoints.map((endpoint) => readManifest(schemas, endpoint)));
}

/** Refuses a folder that holds what the lock does not speak of: it would be lost. */
async function refuseForeign(folder: string, lock: ProjectLock | undefined): Promise<void> {
  if (!(await isThere(folder))) return;
  const own = lock === undefined ? [] : ["schemas", "package.json", ...Object.keys(lock.endpoints)];
  const foreign = (await readdir(folder)).find((name) => !own.includes(name));
  if (foreign === undefined) return;
  throw new SchemaError(
    folder,
    "",
    `it holds ${foreign}, which ${lockName} does not speak of, and would be replaced as a whole: move that, or choose another folder`,
  );
}

/** Refuses pins that are not those of the lock, apart from those that are to go. */
async function refuseOthers(root: string, lock: ProjectLock, going: readonly string[] = []): Promise<void> {
  const file = join(root, lockName);
  const schemas = join(root, lock.output, "schemas");
  const staying = (endpoint: string): boolean => !going.includes(endpoint);
  const manifests = await manifestsOf(schemas, (await pinnedEndpoints(schemas)).filter(staying));
  const locked = Object.entries(lock.endpoints).filter(([endpoint]) => staying(endpoint));
  const expected = { ...lock, endpoints: Object.fromEntries(locked) };
  if (JSON.stringify(lockOfPins(lock.output, manifests)) !== JSON.stringify(expected)) {
    throw new SchemaError(file, "endpoints", `not what is pinned in ${schemas}: ${remedy}`);
  }
  for (const manifest of manifests) {
    for (const [version, { apis }] of Object.entries(manifest.versions)) {
      const pinned = await readPinnedVersion(schemas, manifest.endpoint, version, manifest);
      const other = Object.keys(apis).find((api) => pinned?.files.get(api)?.sha256 !== apis[api]!.pinned);
      if (other === undefined) continue;
      throw new SchemaError(
        pinPaths(schemas, manifest.endpoint).api(version, other),
        "",
        `not what was pinned: ${remedy}`,
      );
    }
  }
}
