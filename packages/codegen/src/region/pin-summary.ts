import type { PinManifest } from "../pin/manifest.js";

/** What a region's package says of the schemas that it was made from, in code and in its `package.json`. */
export interface PinSummary {
  readonly endpoint: string;
  /** By version of the API: `v1`, `v2`. */
  readonly versions: Readonly<Record<string, VersionSummary>>;
}

/** One version of an endpoint's API. */
export interface VersionSummary {
  readonly source: string;
  /** When the newest of its schemas was captured: a year and month, or a date. */
  readonly captured: string;
  readonly paths: number;
  readonly operations: number;
  /** By the API's path: when its schema was captured, and the first 16 digits of the SHA-256 of what OVH served. */
  readonly apis: Readonly<Record<string, { readonly captured: string; readonly hash: string }>>;
}

/** Says which schemas a pin holds. */
export function pinSummary({ endpoint, versions }: PinManifest): PinSummary {
  const summaries = Object.entries(versions).map(([version, { source, captured, paths, operations, apis }]) => {
    const summary = Object.entries(apis).map(([api, { captured: day, sha256 }]) => [
      api,
      // Enough to tell; each of its digits would be published three times.
      { captured: day, hash: sha256.slice(0, 16) },
    ]);
    return [
      version,
      { source, captured, paths, operations, apis: Object.fromEntries(summary) as VersionSummary["apis"] },
    ];
  });
  return { endpoint, versions: Object.fromEntries(summaries) as PinSummary["versions"] };
}
