/** `schemas/<endpoint>/pin.json`: what was pinned, from where and when. */
export interface PinManifest {
  readonly endpoint: string;
  /** By version of the API: `v1`, `v2`. */
  readonly versions: Readonly<Record<string, PinnedVersion>>;
}

/** One version of an endpoint's API. */
export interface PinnedVersion {
  /** The public base URL that the schemas belong to. */
  readonly source: string;
  /** When the newest of the schemas was captured: a year and month, or a date. */
  readonly captured: string;
  /** How many paths all APIs have together. */
  readonly paths: number;
  /** How many operations all APIs have together. */
  readonly operations: number;
  /** By the API's path. */
  readonly apis: Readonly<Record<string, PinnedApiRecord>>;
  /** What of OVH's schema dialect these schemas use. */
  readonly dialect: {
    readonly keys: readonly string[];
    readonly primitives: readonly string[];
    /** What codegen did not know when it was pulled. */
    readonly unknown?: readonly string[];
  };
}

/** One API's entry in a manifest. */
export interface PinnedApiRecord {
  /** Of the file as it was served. */
  readonly sha256: string;
  /** When this content was captured first: a year and month, or a date. Each API has its own. */
  readonly captured: string;
  /** Where from, relative to the version's `source`. */
  readonly file: string;
  readonly paths: number;
  readonly operations: number;
}
