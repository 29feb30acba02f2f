import { z } from "zod";
import { parseJson } from "../read-file.js";
import { parseWith } from "../schema-error.js";
import { formatPin } from "./notation.js";

const count = z.int().min(0);
const names = z.array(z.string()).readonly();

/** The format of pins that this version writes; it reads all up to it. A pin without one is older than the first. */
export const pinFormat = 1;

/** A hash, in a manifest and in a lock. */
export const sha256 = z.string().regex(/^[0-9a-f]{64}$/, "a sha256 expected");

/** What a server said of a file, to be asked whether it has changed (RFC 9110, 8.8). */
const validators = z.object({ etag: z.string().exactOptional(), lastModified: z.string().exactOptional() }).readonly();

/** One API's entry in a manifest. */
const pinnedApiRecord = z
  .object({
    /** Of the file as it was served. */
    sha256,
    /** Of the pinned file; absent in a pin without a format. */
    pinned: sha256.exactOptional(),
    /** When this content was captured first: a year and month, or a date. Each API has its own. */
    captured: z.string(),
    /** Where from, relative to the version's `source`. */
    file: z.string(),
    paths: count,
    operations: count,
    validators: validators.exactOptional(),
  })
  .readonly();

/** One version of an endpoint's API. */
const pinnedVersion = z
  .object({
    /** The public base URL that the schemas belong to. */
    source: z.url(),
    /** When the newest of the schemas was captured: a year and month, or a date. */
    captured: z.string(),
    /** Whether OVH's descriptions were kept. */
    descriptions: z.literal(true).exactOptional(),
    /** How many paths all APIs have together. */
    paths: count,
    /** How many operations all APIs have together. */
    operations: count,
    /** By the API's path. */
    apis: z
      .record(z.string().regex(/^(\/[\w-]+)+$/, "an API path such as /dedicated/server expected"), pinnedApiRecord)
      .readonly(),
    /** What of OVH's schema dialect these schemas use, what codegen did not know when they were pulled, and left out. */
    dialect: z
      .object({ keys: names, primitives: names, unknown: names.exactOptional(), leftOut: names.exactOptional() })
      .readonly(),
  })
  .readonly();

/** The name of an endpoint: it is a folder's name as well, and stands in what is generated. */
export const endpointName = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "an endpoint such as ovh-eu expected");

const format = z
  .int()
  .max(pinFormat, {
    error: ({ input }) =>
      `format ${String(input)} is newer than this version, which reads up to ${pinFormat}: update @ovh-typed/codegen`,
  })
  .exactOptional();

const pinManifest = z
  .object({
    format,
    endpoint: endpointName,
    /** By version of the API: `v1`, `v2`. */
    versions: z.record(z.string().regex(/^v\d+$/, "a version such as v1 expected"), pinnedVersion).readonly(),
  })
  .readonly();

/** What a server said of a file. */
export type Validators = z.infer<typeof validators>;

/** One API's entry in a manifest. */
export type PinnedApiRecord = z.infer<typeof pinnedApiRecord>;

/** One version of an endpoint's API. */
export type PinnedVersion = z.infer<typeof pinnedVersion>;

/** `schemas/<endpoint>/pin.json`: what was pinned, from where and when. */
export type PinManifest = z.infer<typeof pinManifest>;

/** Writes a manifest as JSON: an API stands on one line. */
export function formatManifest(manifest: PinManifest): string {
  return formatPin(manifest, 500);
}

/**
 * Reads the text of a `pin.json`.
 *
 * @returns All of it, also what this version does not know.
 * @throws {SchemaError} With the file and the place when it is not one.
 */
export function parseManifest(content: string, file: string): PinManifest {
  const value = parseJson(content, file);
  // First: a newer format may differ in all else.
  parseWith(z.looseObject({ format }), value, file);
  parseWith(pinManifest, value, file);
  return value as PinManifest;
}
