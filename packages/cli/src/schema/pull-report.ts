import type { PullReport } from "@ovh-typed/codegen";
import { counted } from "../output.js";
import type { PullTarget } from "./pull-targets.js";

/** A version that was pulled, and what was found. */
export interface PulledVersion extends PullTarget, PullReport {}

/** As many names as a line can bear. */
const namesShown = 8;

/** Says in a few lines what a pull found and changed. */
export function describePull(pulled: PulledVersion): string {
  const { endpoint, version, base, apis, paths, operations } = pulled;
  const counts = [counted(apis, "API"), counted(paths, "path"), counted(operations, "operation")].join(", ");
  const changes = (["added", "changed", "removed"] as const)
    .filter((kind) => pulled[kind].length > 0)
    .map((kind) => `  ${kind} ${counted(pulled[kind].length, "API")}: ${shortList(pulled[kind])}`);
  const nothing = changes.length === 0 ? ["  no API has changed"] : [];
  return [`${endpoint} ${version} from ${base}`, `  ${counts}`, ...changes, ...nothing].join("\n");
}

/** Says what of the dialect is new to this version: it was pinned all the same. */
export function unknownWarning({ endpoint, version, unknown }: PulledVersion): string {
  return `warning: ${endpoint} ${version} uses what this version does not know: ${shortList(unknown)}`;
}

/** Says what could not be read, and is missing from the pin. */
export function leftOutWarning({ endpoint, version, leftOut }: PulledVersion): string {
  const lines = leftOut.slice(0, namesShown).map((line) => `\n  ${line}`);
  const more =
    leftOut.length > namesShown ? `\n  and ${leftOut.length - namesShown} more, all of them in pin.json` : "";
  return `warning: ${endpoint} ${version} has what this version cannot read; it is left out:${lines.join("")}${more}`;
}

function shortList(names: readonly string[]): string {
  const more = names.length - namesShown;
  return more <= 0 ? names.join(", ") : `${names.slice(0, namesShown).join(", ")} and ${more} more`;
}
