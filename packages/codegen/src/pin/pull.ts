import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { byCodeUnit, sortedRecord } from "../compare.js";
import { type ApiFile, parseApiFile, parseIndexFile } from "../dialect/schema-file.js";
import { dialectUsage } from "../dialect/usage.js";
import { SchemaError } from "../schema-error.js";
import { countOperations } from "./count.js";
import { pinFromDialect, type PinOptions } from "./from-dialect.js";
import type { PinManifest, PinnedApiRecord, PinnedVersion } from "./manifest.js";
import { formatPin, type PinnedApi } from "./notation.js";
import { pinPaths, readManifest } from "./read.js";

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
  /** The date that is recorded (`2024-06`, `2024-06-30`); today unless told. */
  readonly captured?: string;
  /** The HTTP client; the global one unless told. */
  readonly fetch?: typeof fetch;
}

/** What a pull found. */
export interface PullReport {
  readonly apis: number;
  readonly paths: number;
  readonly operations: number;
  /** What of the dialect this version of codegen does not know. */
  readonly unknown: readonly string[];
  /** APIs whose files were added, changed or removed; all empty when nothing has changed. */
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
}

/** How many schema files are fetched at a time. */
const concurrency = 8;
/** No schema file comes near this (the largest is 1.6 MB): more is not one. */
const maximumFileBytes = 32 * 1024 * 1024;
/** A request that takes longer has stalled. */
const requestTimeout = 60_000;

/**
 * Pulls one version of an endpoint's schemas and pins it: either everything is written, or nothing.
 *
 * @throws {@link SchemaError} when an answer is not a schema; nothing on disk has changed then.
 */
export async function pull(options: PullOptions): Promise<PullReport> {
  const base = options.base.replace(/\/+$/, "");
  const source = (options.source ?? base).replace(/\/+$/, "");
  const captured = options.captured ?? new Date().toISOString().slice(0, 10);
  if (!/^\d{4}-\d{2}(-\d{2})?$/.test(captured)) {
    throw new SchemaError(
      options.endpoint,
      "captured",
      `a date such as 2024-06 or 2024-06-30 expected, found ${captured}`,
    );
  }
  const get = (path: string): Promise<string> => download(`${base}${path}`, options.fetch ?? fetch);

  const index = parseIndexFile(await get("/"), `${base}/`);
  const paths = index.apis.map((api) => api.path).sort(byCodeUnit);
  const twice = paths.find((path, position) => path === paths[position + 1]);
  if (twice !== undefined) throw new SchemaError(`${base}/`, "apis", `the API ${twice} is there twice`);

  const pulled = await mapConcurrently(paths, async (path) => {
    const file = `${path}.json`;
    const content = await get(file);
    const dialect = parseApiFile(content, `${base}${file}`);
    const pin = pinFromDialect(dialect, path, `${base}${file}`, options);
    return { path, file, dialect, pin, sha256: createHash("sha256").update(content).digest("hex") };
  });

  const before = await currentManifest(options);
  const records: Record<string, PinnedApiRecord> = {};
  for (const { path, file, sha256, pin } of pulled) {
    const known = before?.versions[options.version]?.apis[path];
    records[path] = {
      sha256,
      captured: known?.sha256 === sha256 ? known.captured : captured,
      file,
      ...countOperations(pin),
    };
  }
  const version = describeVersion(
    source,
    records,
    pulled.map((api) => api.dialect),
  );
  const manifest: PinManifest = {
    endpoint: options.endpoint,
    versions: sortedRecord({ ...before?.versions, [options.version]: version }),
  };
  const changes = await write(options, manifest, new Map(pulled.map((api) => [api.path, api.pin])), before);
  return {
    apis: pulled.length,
    paths: version.paths,
    operations: version.operations,
    unknown: version.dialect.unknown ?? [],
    ...changes,
  };
}

function describeVersion(source: string, apis: Record<string, PinnedApiRecord>, files: ApiFile[]): PinnedVersion {
  const records = Object.values(apis);
  const sum = (key: "paths" | "operations"): number => records.reduce((total, record) => total + record[key], 0);
  const { keys, primitives, unknown } = dialectUsage(files);
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
    dialect: { keys, primitives, ...(unknown.length > 0 && { unknown }) },
  };
}

async function download(url: string, fetchUrl: typeof fetch): Promise<string> {
  let response: Response;
  try {
    response = await fetchUrl(url, { redirect: "manual", signal: AbortSignal.timeout(requestTimeout) });
  } catch (cause) {
    const reason = cause instanceof Error && cause.cause instanceof Error ? cause.cause.message : String(cause);
    throw new SchemaError(url, "", `it cannot be fetched (${reason})`, { cause });
  }
  if (response.status !== 200) throw new SchemaError(url, "", `200 expected, found ${response.status}`);
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > maximumFileBytes) throw new SchemaError(url, "", `larger than ${maximumFileBytes} bytes`);
    chunks.push(chunk);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks));
  } catch (cause) {
    throw new SchemaError(url, "", "not UTF-8", { cause });
  }
}

async function mapConcurrently<T, R>(items: readonly T[], map: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let index = next++; index < items.length; index = next++) results[index] = await map(items[index]!);
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  return results;
}

async function currentManifest(options: PullOptions): Promise<PinManifest | undefined> {
  try {
    return await readManifest(options.schemas, options.endpoint);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/** Writes the whole version beside the old one, then puts it in its place. */
async function write(
  options: PullOptions,
  manifest: PinManifest,
  pins: ReadonlyMap<string, PinnedApi>,
  before: PinManifest | undefined,
): Promise<Pick<PullReport, "added" | "changed" | "removed">> {
  const paths = pinPaths(options.schemas, options.endpoint);
  const old = before?.versions[options.version]?.apis ?? {};
  const added: string[] = [];
  const changed: string[] = [];
  const contents = new Map<string, string>();
  for (const [api, pin] of pins) {
    const content = formatPin(pin);
    contents.set(api, content);
    if (!Object.hasOwn(old, api)) added.push(api);
    else if ((await readIfThere(paths.api(options.version, api))) !== content) changed.push(api);
  }
  const removed = Object.keys(old).filter((api) => !pins.has(api));
  const changes = { added, changed, removed };
  const manifestContent = formatPin(manifest);
  const isCurrent = added.length + changed.length + removed.length === 0;
  if (isCurrent && (await readIfThere(paths.manifest)) === manifestContent) return changes;

  const folder = dirname(paths.manifest);
  await mkdir(folder, { recursive: true });
  const staging = await mkdtemp(join(folder, ".pull-"));
  try {
    const stagedVersion = join(staging, options.version);
    for (const [api, content] of contents) {
      const file = join(stagedVersion, `${api.slice(1)}.json`);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, content);
    }
    await writeFile(join(staging, "pin.json"), manifestContent);

    const version = join(folder, options.version);
    const previous = join(staging, "previous");
    const hadVersion = before?.versions[options.version] !== undefined;
    if (hadVersion) await rename(version, previous);
    await rename(stagedVersion, version);
    await rename(join(staging, "pin.json"), paths.manifest);
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
  return changes;
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
