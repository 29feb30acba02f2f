import { cp, mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { formatManifest, type PinManifest } from "../pin/manifest.js";
import { pinPaths } from "../pin/read.js";
import { isThere, readIfThere } from "../read-file.js";
import { replaceFolder, withStaging } from "../replace-folder.js";

/** An endpoint's pin as it is to be. */
export interface PinToWrite {
  readonly manifest: PinManifest;
  /** The files of those versions that were pulled, by the API's path; the others stay as they are. */
  readonly files: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

/**
 * Writes pins: beside what is there first, all of them, and then each takes the place of what was there as a whole. What
 * has not changed is not written.
 */
export async function writePins(schemas: string, pins: readonly PinToWrite[]): Promise<void> {
  const changed: PinToWrite[] = [];
  for (const pin of pins) if (!(await isCurrent(schemas, pin))) changed.push(pin);
  if (changed.length === 0) return;
  await withStaging(schemas, async (staging) => {
    for (const pin of changed) await stage(schemas, staging, pin);
    for (const { manifest } of changed) {
      await replaceFolder(join(staging, manifest.endpoint), join(schemas, manifest.endpoint));
    }
  });
}

async function isCurrent(schemas: string, { manifest, files }: PinToWrite): Promise<boolean> {
  const paths = pinPaths(schemas, manifest.endpoint);
  if ((await readIfThere(paths.manifest)) !== formatManifest(manifest)) return false;
  for (const [version, contents] of files) {
    for (const [api, content] of contents) {
      if ((await readIfThere(paths.api(version, api))) !== content) return false;
    }
  }
  return true;
}

async function stage(schemas: string, staging: string, { manifest, files }: PinToWrite): Promise<void> {
  const folder = join(schemas, manifest.endpoint);
  const replaced = new Set([...files.keys()].map((version) => join(folder, version)));
  // What belongs to no version that was pulled: corrections, other versions, what somebody keeps there.
  const staged = join(staging, manifest.endpoint);
  await mkdir(staged);
  if (await isThere(folder)) {
    await cp(folder, staged, { recursive: true, preserveTimestamps: true, filter: (path) => !replaced.has(path) });
  }
  const paths = pinPaths(staging, manifest.endpoint);
  for (const [version, contents] of files) {
    for (const [api, content] of contents) {
      const file = paths.api(version, api);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, content);
    }
  }
  await writeFile(paths.manifest, formatManifest(manifest));
}
