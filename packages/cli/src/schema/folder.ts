import { join } from "node:path";
import { RefusedError } from "../refused-error.js";
import { loadCodegen } from "./codegen.js";

/** Where pins lie: in the folder named, else in that of the working directory's project, else in `schemas`. */
export async function pinsOf(named: string | undefined): Promise<{ isProject: boolean; schemas: string }> {
  if (named !== undefined) return { isProject: false, schemas: named };
  const { readLock } = await loadCodegen();
  const lock = await readLock(process.cwd());
  return lock === undefined
    ? { isProject: false, schemas: "schemas" }
    : { isProject: true, schemas: join(lock.output, "schemas") };
}

/**
 * The endpoints that were named, or all that are pinned.
 *
 * @throws {RefusedError} When one of them is not pinned.
 */
export async function chosenPins(schemas: string, named: readonly string[]): Promise<readonly string[]> {
  const { pinnedEndpoints } = await loadCodegen();
  const pinned = await pinnedEndpoints(schemas);
  if (pinned.length === 0) {
    throw new RefusedError(`There is no pin in ${schemas}: name another folder with --schemas, or pull one first.`);
  }
  const missing = named.find((endpoint) => !pinned.includes(endpoint));
  if (missing !== undefined) {
    throw new RefusedError(`${missing} is not pinned in ${schemas}, which has ${pinned.join(", ")}.`);
  }
  return named.length > 0 ? named : pinned;
}
