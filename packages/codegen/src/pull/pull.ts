import { createHash } from "node:crypto";
import pMap from "p-map";
import { byCodeUnit, sortedRecord } from "../compare.js";
import { readApiFile, readIndexFile } from "../dialect/read-schema.js";
import type { ApiFile } from "../dialect/schema-file.js";
import { dialectUsage } from "../dialect/usage.js";
import { toOpenApi } from "../openapi/document.js";
import { countOperations } from "../pin/count.js";
import { pinFromDialect, type PinOptions } from "../pin/from-dialect.js";
import type { PinManifest, PinnedApiRecord, PinnedVersion } from "../pin/manifest.js";
import { readManifestIfThere } from "../pin/read.js";
import { SchemaError } from "../schema-error.js";
import { download, type Downloaded } from "./download.js";
import { type VersionChanges, writeVersion } from "./write-version.js";

/** What to pull, from where, to where. */
export interface PullOptions extends PinOptions {
  /** The folder of all pins. */
  readonly schemas: string;
  readonly endpoint: string;
  /** `v1` or `v2`. */
  readonly version: string;
  /** The base URL to read from, such as `https://eu.api.ovh.com/v1`; the index's own `basePath` is not followed. */
  readonly base: string;
  /** The public base URL that is recorded; `base` unless told. */
  readonly source?: string;
  /** The date that is recorded (`2024-06`, `2024-06-30`); each answer's `Last-Modified` unless told, else today. */
  readonly captured?: string;
  /** The HTTP client; the global one unless told. */
  readonly fetch?: typeof fetch;
}

/** What a pull found. */
export interface PullReport extends VersionChanges {
  readonly apis: number;
  readonly paths: number;
  readonly operations: number;
  /** What of the dialect this version of codegen does not know; it was pinned all the same. */
  readonly unknown: readonly string[];
  /** What could not be read and was not pinned: an API, an operation or a model of it, and why. */
  readonly leftOut: readonly string[];
}

/** How many schema files are fetched at a time. */
const concurrency = 8;

/**
 * Pulls one version of an endpoint's schemas and pins it: either everything is written, or nothing.
 *
 * @throws {SchemaError} When an answer is not a schema; nothing on disk has changed then.
 */
export async function pull(options: PullOptions): Promise<PullReport> {
  const base = options.base.replace(/\/+$/, "");
  const source = (options.source ?? base).replace(/\/+$/, "");
  const { captured } = options;
  if (captured !== undefined && !/^\d{4}-\d{2}(-\d{2})?$/.test(captured)) {
    throw new SchemaError(
      options.endpoint,
      "captured",
      `a date such as 2024-06 or 2024-06-30 expected, found ${captured}`,
    );
  }
  const today = new Date().toISOString().slice(0, 10);
  const get = (path: string): Promise<Downloaded> => download(`${base}${path}`, options.fetch ?? fetch);

  const index = readIndexFile((await get("/")).text, `${base}/`);
  const paths = index.apis.map((api) => api.path).sort(byCodeUnit);
  const twice = paths.find((path, position) => path === paths[position + 1]);
  if (twice !== undefined) throw new SchemaError(`${base}/`, "apis", `the API ${twice} is there twice`);

  const pullApi = async (path: string) => {
    const file = `${path}.json`;
    const { text, lastModified } = await get(file);
    const { file: dialect, leftOut } = readApiFile(text, `${base}${file}`);
    const pin = pinFromDialect(dialect, path, `${base}${file}`, options);
    const { endpoint, version } = options;
    const { unknownTypes } = toOpenApi(pin, { endpoint, version, source });
    const stated = captured === undefined ? lastModified : undefined;
    return {
      path,
      file,
      dialect,
      leftOut,
      unknownTypes,
      pin,
      stated,
      sha256: createHash("sha256").update(text).digest("hex"),
    };
  };
  const pulled = await pMap(paths, pullApi, { concurrency });

  const before = await readManifestIfThere(options.schemas, options.endpoint);
  const records: Record<string, PinnedApiRecord> = {};
  for (const { path, file, sha256, pin, stated } of pulled) {
    const known = before?.versions[options.version]?.apis[path];
    const day = known?.sha256 === sha256 ? betterDay(known.captured, stated) : (captured ?? stated ?? today);
    records[path] = { sha256, captured: day, file, ...countOperations(pin) };
  }
  const version = describeVersion(source, records, pulled);
  const manifest: PinManifest = {
    endpoint: options.endpoint,
    versions: sortedRecord({ ...before?.versions, [options.version]: version }),
  };
  const pins = new Map(pulled.map((api) => [api.path, api.pin]));
  const changes = await writeVersion({ ...options, manifest, pins, before });
  return {
    apis: pulled.length,
    paths: version.paths,
    operations: version.operations,
    unknown: version.dialect.unknown ?? [],
    leftOut: version.dialect.leftOut ?? [],
    ...changes,
  };
}

/** When content that is already pinned was captured: what an answer states counts where it is more exact, or earlier. */
function betterDay(known: string, stated: string | undefined): string {
  return stated !== undefined && (known.length < stated.length || stated < known) ? stated : known;
}

/** What reading an API brought besides its pin. */
interface ReadApi {
  readonly path: string;
  readonly dialect: ApiFile;
  readonly leftOut: readonly string[];
  readonly unknownTypes: readonly string[];
}

function describeVersion(
  source: string,
  apis: Record<string, PinnedApiRecord>,
  read: readonly ReadApi[],
): PinnedVersion {
  const records = Object.values(apis);
  const sum = (key: "paths" | "operations"): number => records.reduce((total, record) => total + record[key], 0);
  const { keys, primitives, unknown: unknownKeys } = dialectUsage(read.map(({ dialect }) => dialect));
  const unknownTypes = read.flatMap((api) => api.unknownTypes.map((type) => `type ${type}`));
  const unknown = [...new Set([...unknownKeys, ...unknownTypes])].sort(byCodeUnit);
  const leftOut = read.flatMap((api) => api.leftOut.map((line) => `${api.path}: ${line}`));
  return {
    source,
    captured:
      records
        .map((record) => record.captured)
        .sort(byCodeUnit)
        .at(-1) ?? "",
    paths: sum("paths"),
    operations: sum("operations"),
    apis,
    dialect: {
      keys,
      primitives,
      ...(unknown.length > 0 && { unknown }),
      ...(leftOut.length > 0 && { leftOut }),
    },
  };
}
