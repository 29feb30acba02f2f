import { readManifest } from "../pin/read.js";
import type { DownloadSettings } from "./download.js";
import { type PullTarget, readVersion } from "./read-version.js";

/** What an endpoint serves now, seen from its pin. */
export interface MovedOn extends PullTarget {
  /** APIs that are new, differ from what is pinned, or are gone; all empty where the pin is what is served. */
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
}

/**
 * Looks whether an endpoint still serves what is pinned; nothing is written.
 *
 * @param schemas The folder of all pins.
 * @throws {SchemaError} When an answer is not a schema.
 */
export async function movedOn(schemas: string, target: PullTarget, settings: DownloadSettings = {}): Promise<MovedOn> {
  const { versions } = await readManifest(schemas, target.endpoint);
  const pinned = versions[target.version]?.apis ?? {};
  const { served } = await readVersion(target, { ...settings, known: pinned });
  const serves = served.map(({ api }) => api);
  return {
    ...target,
    added: serves.filter((api) => !Object.hasOwn(pinned, api)),
    changed: served
      .filter(({ api, sha256 }) => Object.hasOwn(pinned, api) && pinned[api]!.sha256 !== sha256)
      .map(({ api }) => api),
    removed: Object.keys(pinned).filter((api) => !serves.includes(api)),
  };
}
