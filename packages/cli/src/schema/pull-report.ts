import type { formatText as FormatText, PullReport } from "@ovh-typed/codegen";
import { counted } from "../output.js";

/** As many names as a line can bear. */
const namesShown = 8;

/** As many operations and models of a class as leave the report on one screen. */
const most = 3;
/** What is worth being looked at at once; `schema diff` tells the rest. */
const classes = ["breaking-requests", "breaking-answers", "soft", "dialect"] as const;

/** Says on one screen what a pull found and changed. */
export function describePull(report: PullReport, formatText: typeof FormatText): string {
  const { endpoint, version, base, apis, paths, operations, diff } = report;
  const counts = [counted(apis, "API"), counted(paths, "path"), counted(operations, "operation")].join(", ");
  const changes = changedApis(report);
  const meaning = diff === undefined ? [] : formatText(diff, { most, classes }).split("\n");
  const lines = [counts, ...(changes.length === 0 ? ["no API has changed"] : [...changes, ...meaning])];
  return [`${endpoint} ${version} from ${base}`, ...lines.map((line) => line && `  ${line}`)].join("\n");
}

/** Which APIs are new, differ or are gone, a line each. */
export function changedApis(found: Pick<PullReport, "added" | "changed" | "removed">): string[] {
  return (["added", "changed", "removed"] as const)
    .filter((kind) => found[kind].length > 0)
    .map((kind) => `${kind} ${counted(found[kind].length, "API")}: ${shortList(found[kind])}`);
}

/** What programs are told of a pull: of its differences how many there are. */
export function summaryOf({ diff, ...report }: PullReport): object {
  return { ...report, ...(diff && { summary: diff.summary }) };
}

/** Warns of what this version could not read or does not know. */
export function tellWarnings(reports: readonly PullReport[]): void {
  for (const report of reports) {
    if (report.unknown.length > 0) console.error(unknownWarning(report));
    if (report.leftOut.length > 0) console.error(leftOutWarning(report));
  }
}

/** Says what of the dialect is new to this version: it was pinned all the same. */
function unknownWarning({ endpoint, version, unknown }: PullReport): string {
  return `warning: ${endpoint} ${version} uses what this version does not know: ${shortList(unknown)}`;
}

/** Says what could not be read, and is missing from the pin. */
function leftOutWarning({ endpoint, version, leftOut }: PullReport): string {
  const lines = leftOut.slice(0, namesShown).map((line) => `\n  ${line}`);
  const more =
    leftOut.length > namesShown ? `\n  and ${leftOut.length - namesShown} more, all of them in pin.json` : "";
  const what = counted(leftOut.length, "part");
  return `warning: ${endpoint} ${version} has ${what} that this version cannot read, left out:${lines.join("")}${more}`;
}

function shortList(names: readonly string[]): string {
  const more = names.length - namesShown;
  return more <= 0 ? names.join(", ") : `${names.slice(0, namesShown).join(", ")} and ${more} more`;
}
