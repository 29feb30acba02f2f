import { stat } from "node:fs/promises";
import type { Snapshot } from "@ovh-typed/codegen";
import { RefusedError } from "../refused-error.js";
import { loadCodegen } from "./codegen.js";
import { readPackage } from "./package-schemas.js";

/** Where a side of a diff is read, besides what was named. */
export interface SourceOptions {
  /** The folder of the pins, which a git revision alone stands for. */
  readonly schemas: string;
  readonly endpoints?: readonly string[];
}

/**
 * Reads one side of a diff: a folder, an installed package (`@ovh-typed/ovh-eu`), a folder of a git revision
 * (`HEAD~1:schemas/ovh-eu`), or a git revision, whose folder of pins is meant.
 *
 * @throws {RefusedError} For what is none of them.
 */
export async function readSource(name: string, { schemas, endpoints }: SourceOptions): Promise<Snapshot[]> {
  const { packageSnapshot, readRevision, readSnapshots } = await loadCodegen();
  if (await isFolder(name)) return readSnapshots(name, endpoints);
  const installed = await readPackage(name);
  if (installed !== undefined) return [packageSnapshot(installed)];
  const hasFolder = name.includes(":");
  if (hasFolder || (await isFolder(schemas))) {
    const revision = hasFolder ? { name, cwd: "." } : { name: `${name}:./`, cwd: schemas };
    const snapshots = await readRevision(revision, endpoints);
    if (snapshots !== undefined) return snapshots;
  }
  throw new RefusedError(
    `${JSON.stringify(name)} is no folder, no installed package of a region, and no git revision that has ${hasFolder ? "such a folder" : schemas}.`,
  );
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
