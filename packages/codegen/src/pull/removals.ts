import type { Diff } from "../diff/diff.js";
import { SchemaError } from "../schema-error.js";

/** What OVH removes at once is far less, and what a broken answer lacks is more. */
const accepted = 0.05;
/** As many names as a line can bear. */
const namesShown = 3;

/** How many operations a version had, how many it has, and how it differs where that is known. */
export interface VersionChange {
  readonly base: string;
  readonly before: number;
  readonly after: number;
  readonly diff: Diff | undefined;
}

/**
 * Refuses a version that lacks too much of what is pinned.
 *
 * @throws {SchemaError} When more than 5 % of the operations are gone.
 */
export function refuseRemovals({ base, before, after, diff }: VersionChange): void {
  const gone = diff?.findings.filter(({ rule }) => rule === "operation-removed") ?? [];
  const count = diff === undefined ? before - after : gone.length;
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
