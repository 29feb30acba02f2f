import { byCodeUnit, sortedRecord } from "../compare.js";
import { joinUsages } from "../dialect/usage.js";
import { type Diff, diffSchemas } from "../diff/diff.js";
import type { Snapshot } from "../diff/snapshot.js";
import { countOperations } from "../pin/count.js";
import type { PinOptions } from "../pin/from-dialect.js";
import { pinFormat, type PinnedApiRecord, type PinnedVersion } from "../pin/manifest.js";
import { formatPin, type PinnedApi } from "../pin/notation.js";
import { hashOf, type PinnedFiles, readManifestIfThere, readPinnedVersion } from "../pin/read.js";
import { SchemaError } from "../schema-error.js";
import type { DownloadSettings } from "./download.js";
import { type PullTarget, readVersion, type ServedApi } from "./read-version.js";
import { refuseRemovals } from "./removals.js";
import { type PinToWrite, writePins } from "./write-pins.js";

/** What to pull, and where to. */
export interface PullOptions extends PinOptions, DownloadSettings {
  /** The folder of all pins. */
  readonly schemas: string;
  readonly targets: readonly PullTarget[];
  /** The date that is recorded (`2024-06`, `2024-06-30`); each answer's `Last-Modified` unless told, else today. */
  readonly captured?: string;
  /** Pin it even if more than 5 % of a version's operations are gone: somebody has looked. */
  readonly acceptRemovals?: boolean;
  /** Is told how many files of a version have been read. */
  readonly onProgress?: (progress: PullProgress) => void;
}

/** How far a pull has come. */
export interface PullProgress {
  readonly target: PullTarget;
  readonly done: number;
  readonly total: number;
}

/** What a pull found of one version. */
export interface PullReport extends PullTarget {
  readonly apis: number;
  readonly paths: number;
  readonly operations: number;
  /** What of the dialect this version of codegen does not know; it was pinned all the same. */
  readonly unknown: readonly string[];
  /** What could not be read and was not pinned: an API, an operation or a model of it, and why. */
  readonly leftOut: readonly string[];
  /** APIs whose pinned files were added, changed or removed; all empty when nothing has changed. */
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
  /** What that means; undefined where nothing was pinned before, or could not be read. */
  readonly diff: Diff | undefined;
}

/**
 * Pulls versions of endpoints and pins them: either all of it is written, at the end, or nothing.
 *
 * @returns What was found, of each target.
 * @throws {SchemaError} When an answer is not a schema, or too much is gone; nothing on disk has changed then.
 */
export async function pull(options: PullOptions): Promise<PullReport[]> {
  const { schemas, captured } = options;
  if (captured !== undefined && !/^\d{4}-\d{2}(-\d{2})?$/.test(captured)) {
    throw new SchemaError(schemas, "captured", `a date such as 2024-06 or 2024-06-30 expected, found ${captured}`);
  }
  const reports: PullReport[] = [];
  const pins = new Map<string, PinToWrite>();
  for (const target of options.targets) {
    const { endpoint, version } = target;
    const { manifest, files } = pins.get(endpoint) ?? { manifest: await readManifestIfThere(schemas, endpoint) };
    const before = chosen(target.only, await readPinnedVersion(schemas, endpoint, version, manifest));
    const { pinned, contents, report } = await pullVersion(target, before, options);
    if (!options.acceptRemovals && before !== undefined) {
      const { base, operations, diff } = report;
      refuseRemovals({ base, before: before.record.operations, after: operations, diff });
    }
    reports.push(report);
    const versions = sortedRecord({ ...manifest?.versions, [version]: pinned });
    pins.set(endpoint, {
      manifest: { format: pinFormat, endpoint, versions },
      files: new Map([...(files ?? []), [version, contents]]),
    });
  }
  await writePins(schemas, [...pins.values()]);
  return reports;
}

/** What is pinned of the APIs that are wanted, as if it had been pulled alone: what goes because nobody wants it is no removal. */
function chosen(apis: readonly string[] | undefined, before: PinnedFiles | undefined): PinnedFiles | undefined {
  if (apis === undefined || before === undefined) return before;
  const records = Object.entries(before.record.apis).filter(([api]) => apis.includes(api));
  const operations = sum(records.map(([, record]) => record.operations));
  const files = new Map([...before.files].filter(([api]) => apis.includes(api)));
  return { ...before, record: { ...before.record, operations, apis: Object.fromEntries(records) }, files };
}

/** A version that was pulled: what is to be recorded of it, and the files of its APIs. */
interface PulledVersion {
  readonly pinned: PinnedVersion;
  readonly contents: ReadonlyMap<string, string>;
  readonly report: PullReport;
}

async function pullVersion(
  target: PullTarget,
  before: PinnedFiles | undefined,
  options: PullOptions,
): Promise<PulledVersion> {
  const { onProgress, ...settings } = options;
  const { captured } = options;
  const descriptions = target.descriptions ?? options.descriptions ?? false;
  const { served, source } = await readVersion(target, {
    ...settings,
    descriptions,
    known: reusable(before, descriptions),
    ...(onProgress && { onProgress: (done, total) => onProgress({ target, done, total }) }),
  });
  const now = served.map((api) => pinApi(api, before, captured));
  const pins = now.map(({ pin }) => pin);
  refuseOverlap(target.base, pins);
  const contents = new Map(now.map(({ pin, content }) => [pin.api, content]));
  const pinned: PinnedVersion = {
    source,
    captured: latest(now.map(({ record }) => record.captured)),
    ...(descriptions && { descriptions }),
    paths: sum(now.map(({ record }) => record.paths)),
    operations: sum(now.map(({ record }) => record.operations)),
    apis: Object.fromEntries(now.map(({ pin, record }) => [pin.api, record])),
    dialect: describeDialect(served, before?.record.dialect),
  };
  const { paths, operations, dialect } = pinned;
  const { unknown = [], leftOut = [] } = dialect;
  const old = Object.keys(before?.record.apis ?? {});
  const report: PullReport = {
    ...target,
    apis: pins.length,
    paths,
    operations,
    unknown,
    leftOut,
    added: [...contents.keys()].filter((api) => !old.includes(api)),
    changed: [...contents]
      .filter(([api, content]) => old.includes(api) && before?.files.get(api)?.content !== content)
      .map(([api]) => api),
    removed: old.filter((api) => !contents.has(api)),
    diff: diffWith(target, before, { record: pinned, pins }),
  };
  return { pinned, contents, report };
}

/** Refuses APIs that have an operation in common: a client could not tell whose it calls. */
function refuseOverlap(base: string, pins: readonly PinnedApi[]): void {
  const known = new Map<string, string>();
  for (const { api, operations } of pins) {
    for (const key of Object.keys(operations)) {
      const other = known.get(key);
      if (other !== undefined) throw new SchemaError(`${base}/`, "apis", `${key} is in ${other} and in ${api}`);
      known.set(key, api);
    }
  }
}

/** What is pinned and need not be read again: not where it would be read otherwise now, or where something was unknown. */
function reusable(before: PinnedFiles | undefined, descriptions: boolean): PinnedVersion["apis"] {
  if (before === undefined || before.format !== pinFormat) return {};
  const { record, files } = before;
  if ((record.descriptions ?? false) !== descriptions || record.dialect.unknown !== undefined) return {};
  return Object.fromEntries(
    Object.entries(record.apis).filter(([api, { pinned }]) => files.get(api)?.sha256 === pinned),
  );
}

/** An API's pin, the file that it is written to, and its entry in the manifest. */
interface PinnedNow {
  readonly pin: PinnedApi;
  readonly content: string;
  readonly record: PinnedApiRecord;
}

function pinApi(served: ServedApi, before: PinnedFiles | undefined, captured: string | undefined): PinnedNow {
  const { api, file, read } = served;
  const known = before?.record.apis[api];
  const stated = captured === undefined ? served.lastModified : undefined;
  const validators = (known?.sha256 === served.sha256 ? known?.validators : undefined) ?? served.validators;
  if (read === undefined) {
    const { pin, content } = before!.files.get(api)!;
    const day = betterDay(known!.captured, stated);
    return { pin, content, record: { ...known!, captured: day, ...(validators && { validators }) } };
  }
  const today = new Date().toISOString().slice(0, 10);
  const day = known?.sha256 === served.sha256 ? betterDay(known!.captured, stated) : (captured ?? stated ?? today);
  const content = formatPin(read.pin);
  const record = {
    sha256: served.sha256,
    pinned: hashOf(content),
    captured: day,
    file,
    ...countOperations(read.pin),
    ...(validators && { validators }),
  };
  return { pin: read.pin, content, record };
}

/** When content that is already pinned was captured: what an answer states counts where it is more exact, or earlier. */
function betterDay(known: string, stated: string | undefined): string {
  return stated !== undefined && (known.length < stated.length || stated < known) ? stated : known;
}

/** What of the dialect a version uses; of APIs that were not read again, what was known of all of them. */
function describeDialect(
  served: readonly ServedApi[],
  before: PinnedVersion["dialect"] | undefined,
): PinnedVersion["dialect"] {
  const read = served.flatMap((api) => api.read ?? []);
  const known = read.length < served.length ? before : undefined;
  const usage = joinUsages(read.map((api) => api.usage));
  const types = read.flatMap(({ unknownTypes }) => unknownTypes.map((type) => `type ${type}`));
  const unknown = union([...usage.unknown, ...types], known?.unknown);
  const leftOut = served.flatMap(
    ({ api, read: now }) =>
      now?.leftOut.map((line) => `${api}: ${line}`) ??
      known?.leftOut?.filter((line) => line.startsWith(`${api}: `)) ??
      [],
  );
  return {
    keys: union(usage.keys, known?.keys),
    primitives: union(usage.primitives, known?.primitives),
    ...(unknown.length > 0 && { unknown }),
    ...(leftOut.length > 0 && { leftOut }),
  };
}

function union(one: readonly string[], other: readonly string[] = []): string[] {
  return [...new Set([...one, ...other])].sort(byCodeUnit);
}

function latest(days: readonly string[]): string {
  return [...days].sort(byCodeUnit).at(-1) ?? "";
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}

function diffWith(
  { endpoint, version }: PullTarget,
  before: PinnedFiles | undefined,
  after: { readonly record: PinnedVersion; readonly pins: readonly PinnedApi[] },
): Diff | undefined {
  if (before === undefined || !before.isWhole) return undefined;
  const snapshot = (record: PinnedVersion, pins: Iterable<PinnedApi>): Snapshot => ({
    endpoint,
    versions: { [version]: record },
    apis: [...pins].map((pin) => ({ version, pin, overrides: {} })),
  });
  const pins = [...before.files.values()].map(({ pin }) => pin);
  return diffSchemas([snapshot(before.record, pins)], [snapshot(after.record, after.pins)]);
}
