import { SchemaError } from "../schema-error.js";
import type { PullReport } from "./pull.js";

/** What OVH removes at once is far less, and what a broken answer lacks is more. */
const accepted = 0.05;
/** As many names as a line can bear. */
const namesShown = 3;

/**
 * Refuses a version that lacks too much of what is pinned.
 *
 * @param before How many operations are pinned.
 * @throws {SchemaError} When more than 5 % of them are gone.
 */
export function refuseRemovals({ base, operations, diff }: PullReport, before: number): void {
  const gone = diff?.findings.filter(({ rule }) => rule === "operation-removed") ?? [];
  const count = diff === undefined ? before - operations : gone.length;
  if (count <= before * accepted) return;
  const share = `${((count / before) * 100).toFixed(1)} %`;
  const names = gone.slice(0, namesShown).map(({ operation }) => operation);
  const such = names.length > 0 ? `, such as ${names.join(", ")}` : "";
  throw new SchemaError(
    base,
    "",
    `${count} of ${before} pinned operations (${share}, more than 5 %) are gone${such}; if that is right, accept it with acceptRemovals`,
  );
}
