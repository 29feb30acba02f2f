import { bumps } from "../version/bump-rules.js";
import type { ChangesetReport } from "./write-changesets.js";

/** Says what has become of the changeset of a region's pin. */
export function formatChangesetReport({ endpoint, file, outcome, bump, stated, judged }: ChangesetReport): string {
  const said = {
    written: `${file}: ${bump}`,
    unchanged: `${file}: ${bump}, as before`,
    removed: `${file} is removed: the pin is that of the last release again`,
    none: "the pin is that of the last release",
    kept: `${file} was edited by hand and is kept: it says ${stated ?? "nothing of this package"}, the schemas ${bump === undefined ? "are those of the last release" : `prove ${bump}`}`,
  }[outcome];
  const isLess = outcome === "kept" && bump !== undefined && rankOf(stated) > rankOf(bump);
  return [
    `${endpoint}: ${said}`,
    ...(isLess ? [`  It has to say ${bump} at least, or remove it: it is written anew then.`] : []),
    ...(judged === undefined ? [] : judged.split("\n").map((line) => `  ${line}`)),
  ].join("\n");
}

function rankOf(bump: ChangesetReport["bump"]): number {
  return bump === undefined ? bumps.length : bumps.indexOf(bump);
}
