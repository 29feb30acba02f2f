import { join } from "node:path";
import { z } from "zod";
import { sortedRecord } from "../compare.js";
import { endpointName, type PinManifest, sha256 } from "../pin/manifest.js";
import { formatPin } from "../pin/notation.js";
import { parseJson, readIfThere } from "../read-file.js";
import { parseWith, SchemaError } from "../schema-error.js";

/** The name of the file in which a project says which schemas it has pinned. */
export const lockName = "ovh-pins.lock.json";

const lockedVersion = z.strictObject({
  /** The public base URL that the schemas belong to. */
  source: z.url(),
  /** Whether OVH's descriptions are kept. */
  descriptions: z.literal(true).exactOptional(),
  /** By the API's path: when its schema was captured, its hash as it was served, and that of the pinned file. */
  apis: z.record(z.string(), z.strictObject({ captured: z.string(), sha256, pinned: sha256 })),
});

const projectLock = z.strictObject({
  format: z.literal(1, { error: "format 1 expected: a newer one needs a newer @ovh-typed/codegen" }),
  /** The folder, from the lock's, in which the pins and what is generated lie. */
  output: z
    .string()
    .regex(
      /^(?!\.\.?(?:\/|$))[\w.-]+(?:\/(?!\.\.?(?:\/|$))[\w.-]+)*$/,
      "a folder below the lock's expected, such as ovh or src/ovh",
    ),
  /** By endpoint, then by version of its API. */
  endpoints: z.record(endpointName, z.strictObject({ versions: z.record(z.string(), lockedVersion) })),
});

/** `ovh-pins.lock.json`: which schemas a project has pinned, and where. */
export type ProjectLock = z.infer<typeof projectLock>;

/**
 * Reads a project's lock, where it has one.
 *
 * @param root The folder that holds it.
 * @throws {SchemaError} With the place of what is wrong in it.
 */
export async function readLock(root: string): Promise<ProjectLock | undefined> {
  const file = join(root, lockName);
  const content = await readIfThere(file);
  return content === undefined ? undefined : parseWith(projectLock, parseJson(content, file), file);
}

/**
 * Reads the lock of a project that has to have one.
 *
 * @throws {SchemaError} When there is none, too.
 */
export async function lockOf(root: string): Promise<ProjectLock> {
  const lock = await readLock(root);
  if (lock === undefined) throw new SchemaError(join(root, lockName), "", "there is no such file: pin schemas first");
  return lock;
}

/**
 * Refuses endpoints that a project has not pinned.
 *
 * @throws {SchemaError} With the name of the first.
 */
export function refuseUnpinned(root: string, lock: ProjectLock, endpoints: readonly string[]): void {
  const unpinned = endpoints.find((endpoint) => !Object.hasOwn(lock.endpoints, endpoint));
  if (unpinned !== undefined) throw new SchemaError(join(root, lockName), "endpoints", `${unpinned} is not pinned`);
}

/** What to do where lock and pins disagree. */
export const remedy = "pin again, or take back what was changed";

/** The lock of what is pinned. */
export function lockOfPins(output: string, manifests: readonly PinManifest[]): ProjectLock {
  const endpoints = manifests.map(({ endpoint, versions }) => [endpoint, { versions: locked(versions) }] as const);
  const lock = { format: 1, output, endpoints: sortedRecord(Object.fromEntries(endpoints)) };
  return parseWith(projectLock, lock, lockName);
}

/** The text of a lock: an API stands on one line. */
export function formatLock(lock: ProjectLock): string {
  return formatPin(lock, 300);
}

function locked(versions: PinManifest["versions"]): object {
  const entries = Object.entries(versions).map(([version, { source, descriptions, apis }]) => {
    const records = Object.entries(apis).map(([api, { captured, sha256: hash, pinned }]) => [
      api,
      { captured, sha256: hash, pinned },
    ]);
    return [version, { source, ...(descriptions && { descriptions }), apis: Object.fromEntries(records) as object }];
  });
  return Object.fromEntries(entries) as object;
}
