import { join } from "node:path";
import { checkPin, type PinCheck } from "../check.js";
import { pinnedEndpoints, readManifest } from "../pin/read.js";
import { lockName, lockOf, lockOfPins, remedy } from "./lock.js";

/**
 * Checks, without a network, that a project's lock, its pins and what is generated from them agree.
 *
 * @returns What was found, of each endpoint.
 * @throws {SchemaError} When there is no lock, or it is none.
 */
export async function checkProject(root: string): Promise<PinCheck[]> {
  const lock = await lockOf(root);
  const folder = join(root, lock.output);
  const schemas = join(folder, "schemas");
  const pinned = await pinnedEndpoints(schemas);
  const checks: PinCheck[] = [];
  for (const endpoint of new Set([...Object.keys(lock.endpoints), ...pinned])) {
    const place = `${join(root, lockName)}, at endpoints.${endpoint}`;
    if (!pinned.includes(endpoint)) {
      checks.push({
        endpoint,
        apis: 0,
        paths: 0,
        operations: 0,
        problems: [`${place}: nothing of it is pinned; ${remedy}`],
      });
      continue;
    }
    const check = await checkPin(schemas, endpoint, join(folder, endpoint), "project");
    const own = lockOfPins(lock.output, [await readManifest(schemas, endpoint)]).endpoints[endpoint];
    const isLocked = JSON.stringify(own) === JSON.stringify(lock.endpoints[endpoint]);
    checks.push(
      isLocked
        ? check
        : { ...check, problems: [`${place}: not what is pinned in ${schemas}; ${remedy}`, ...check.problems] },
    );
  }
  return checks;
}
