import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { PinManifest } from "../pin/manifest.js";
import { formatPin, type PinnedApi } from "../pin/notation.js";
import { pinPaths } from "../pin/read.js";
import { readIfThere } from "../read-file.js";
import { replaceFolder, restoreFolder } from "../replace-folder.js";

/** What is to be written, and what was there. */
export interface VersionToWrite {
  /** The folder of all pins. */
  readonly schemas: string;
  readonly endpoint: string;
  readonly version: string;
  readonly manifest: PinManifest;
  /** By the API's path. */
  readonly pins: ReadonlyMap<string, PinnedApi>;
  readonly before: PinManifest | undefined;
}

/** APIs whose files were added, changed or removed; all empty when nothing has changed. */
export interface VersionChanges {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
}

/** Writes one version of a pin: all of it or nothing, and nothing where nothing has changed. */
export async function writeVersion(target: VersionToWrite): Promise<VersionChanges> {
  const { version, before, pins } = target;
  const paths = pinPaths(target.schemas, target.endpoint);
  await restoreFolder(join(dirname(paths.manifest), version));
  const old = before?.versions[version]?.apis ?? {};
  const contents = new Map([...pins].map(([api, pin]) => [api, formatPin(pin)]));
  const added: string[] = [];
  const changed: string[] = [];
  for (const [api, content] of contents) {
    if (!Object.hasOwn(old, api)) added.push(api);
    else if ((await readIfThere(paths.api(version, api))) !== content) changed.push(api);
  }
  const removed = Object.keys(old).filter((api) => !pins.has(api));
  const manifest = formatPin(target.manifest);
  const isCurrent = added.length + changed.length + removed.length === 0;
  if (!isCurrent || (await readIfThere(paths.manifest)) !== manifest) {
    await replaceVersion(dirname(paths.manifest), version, contents, manifest);
  }
  return { added, changed, removed };
}

/** Writes everything beside what is there, then puts it in its place; what was there comes back if that fails. */
async function replaceVersion(
  folder: string,
  version: string,
  contents: ReadonlyMap<string, string>,
  manifest: string,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  const staging = await mkdtemp(join(folder, ".pull-"));
  const staged = join(staging, version);
  try {
    for (const [api, content] of contents) {
      const file = join(staged, `${api.slice(1)}.json`);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, content);
    }
    await writeFile(join(staging, "pin.json"), manifest);
    await replaceFolder(staged, join(folder, version), () =>
      rename(join(staging, "pin.json"), join(folder, "pin.json")),
    );
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}
