import pMap from "p-map";
import { byCodeUnit } from "../compare.js";
import { readApiFile, readIndexFile } from "../dialect/read-schema.js";
import { dialectUsage, type DialectUsage } from "../dialect/usage.js";
import { toOpenApi } from "../openapi/document.js";
import { pinFromDialect, type PinOptions } from "../pin/from-dialect.js";
import type { PinnedVersion, Validators } from "../pin/manifest.js";
import type { PinnedApi } from "../pin/notation.js";
import { hashOf } from "../pin/read.js";
import { SchemaError } from "../schema-error.js";
import { download, type DownloadSettings } from "./download.js";

/** One version of an endpoint's API, and where to pull it from. */
export interface PullTarget {
  readonly endpoint: string;
  /** `v1` or `v2`. */
  readonly version: string;
  /** The base URL to read from, such as `https://eu.api.ovh.com/v1`; the index's own `basePath` is not followed. */
  readonly base: string;
  /** The public base URL that is recorded; `base` unless told. */
  readonly source?: string;
  /** The paths of the APIs that are wanted, `/me`; all unless told. What is pinned of the version's others goes. */
  readonly only?: readonly string[];
  /** The paths of APIs that stay as they are pinned, and are not asked for, whether they are served any more or not. */
  readonly still?: readonly string[];
  /** Whether OVH's descriptions are kept; as it is said of the whole pull unless told. */
  readonly descriptions?: boolean;
}

/** A version as it is served now. */
export interface ServedVersion {
  /** The public base URL that the schemas belong to. */
  readonly source: string;
  /** By path. */
  readonly served: readonly ServedApi[];
}

/** An API as it is served now. */
export interface ServedApi {
  /** Its path, `/dedicated/server`. */
  readonly api: string;
  readonly file: string;
  readonly sha256: string;
  /** The day that its answer stated. */
  readonly lastModified?: string;
  readonly validators?: Validators;
  /** What was read; undefined where it is what is pinned already. */
  readonly read?: ReadApi;
}

/** An API that was read. */
export interface ReadApi {
  readonly usage: DialectUsage;
  readonly pin: PinnedApi;
  readonly leftOut: readonly string[];
  readonly unknownTypes: readonly string[];
}

/** How a version is read. */
export interface ReadOptions extends DownloadSettings, PinOptions {
  /** What is pinned of it, as far as it need not be read again: asked for by its validators, told by its hash. */
  readonly known: PinnedVersion["apis"];
  readonly onProgress?: (done: number, total: number) => void;
}

/** How many schema files are fetched at a time. */
const concurrency = 8;

/**
 * Reads an index and all of its APIs.
 *
 * @throws {SchemaError} When an answer is not a schema; what is still being fetched is given up then.
 */
export async function readVersion(target: PullTarget, options: ReadOptions): Promise<ServedVersion> {
  const base = target.base.replace(/\/+$/, "");
  const source = (target.source ?? base).replace(/\/+$/, "");
  const given = new AbortController();
  const requests = { ...options, signal: given.signal };
  const indexFile = `${base}/`;
  const index = readIndexFile((await download(indexFile, requests))!.text, indexFile);
  const served = index.apis.map((api) => api.path).sort(byCodeUnit);
  refuseMeeting(served, indexFile);
  const { only = served, still = [] } = target;
  const stays = (path: string): boolean => still.includes(path) && Object.hasOwn(options.known, path);
  const missing = only.find((path) => !served.includes(path) && !stays(path));
  if (missing !== undefined) {
    throw new SchemaError(indexFile, "apis", `there is no API ${missing}; there are ${served.join(", ")}`);
  }
  const paths = [...new Set(only)].sort(byCodeUnit);

  let done = 0;
  const tell = (): void => options.onProgress?.(done++, paths.length);
  tell();
  const readApi = async (api: string): Promise<ServedApi> => {
    const file = `${api}.json`;
    const known = Object.hasOwn(options.known, api) ? options.known[api] : undefined;
    if (stays(api)) {
      tell();
      return { api, file, sha256: known!.sha256 };
    }
    const answer = await download(`${base}${file}`, requests, known?.validators);
    tell();
    if (answer === undefined) return { api, file, sha256: known!.sha256 };
    const { text, lastModified, validators } = answer;
    const sha256 = hashOf(text);
    return {
      api,
      file,
      sha256,
      ...(lastModified !== undefined && { lastModified }),
      ...(validators && { validators }),
      ...(sha256 !== known?.sha256 && { read: readFile({ ...target, source }, api, `${base}${file}`, text, options) }),
    };
  };
  try {
    return { source, served: await pMap(paths, readApi, { concurrency }) };
  } catch (error) {
    given.abort();
    throw error;
  }
}

/** Refuses APIs that would meet in a file: where letters' case does not count, as on many disks. */
function refuseMeeting(apis: readonly string[], file: string): void {
  const known = new Map<string, string>();
  for (const api of apis) {
    const other = known.get(api.toLowerCase());
    if (other !== undefined) {
      const problem = other === api ? "is there twice" : `and ${other} differ in letters' case alone`;
      throw new SchemaError(file, "apis", `the API ${api} ${problem}`);
    }
    known.set(api.toLowerCase(), api);
  }
}

function readFile(
  { endpoint, version, source }: PullTarget & { readonly source: string },
  api: string,
  file: string,
  text: string,
  options: PinOptions,
): ReadApi {
  const { file: dialect, leftOut } = readApiFile(text, file);
  const pin = pinFromDialect(dialect, api, file, options);
  const { unknownTypes } = inFile(file, () => toOpenApi(pin, { endpoint, version, source }));
  return { usage: dialectUsage(dialect), pin, leftOut, unknownTypes };
}

/** Names the file that was read in what is said of a pin that was made from it. */
function inFile<T>(file: string, make: () => T): T {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof SchemaError)) throw error;
    throw new SchemaError(file, error.place, error.problem, { cause: error });
  }
}
