import { type Diff, type Finding, formatList, type PinManifest } from "@ovh-typed/codegen";
import { bumpRules } from "../version/bump-rules.js";

/** What users of a region's package are told of a pin. */
export interface PinNews {
  readonly manifest: PinManifest;
  /** What has changed since the package was released last; undefined before it has been. */
  readonly diff: Diff | undefined;
  /** The operations that no longer compile as they were written, though the diff does not find them breaking. */
  readonly broken: readonly string[];
}

/** As many operations and models as a changelog can bear of what breaks nothing. */
const most = 30;

interface Section {
  readonly title: string;
  readonly most?: number;
  holds(finding: Finding): boolean;
}

const changed: Section = { title: "No longer as it was", holds: ({ rule }) => bumpRules[rule] === "major" };
/** In this order; a finding stands in the first that holds it. */
const sections: readonly Section[] = [
  { title: "Gone", holds: ({ rule }) => rule === "operation-removed" },
  changed,
  { title: "Deprecated", holds: ({ rule, to }) => rule === "operation-status" && to === "DEPRECATED" },
  { title: "New", most, holds: ({ rule }) => rule === "operation-added" },
  { title: "Other values of enums", most, holds: ({ class: meaning }) => meaning === "soft" },
  { title: "More", most, holds: ({ class: meaning, rule }) => meaning === "additive" && rule !== "model-added" },
  {
    title: "Life cycle and rights",
    most,
    holds: ({ class: meaning, rule }) => meaning === "life-cycle" && rule !== "model-removed",
  },
];

/** Writes what a changelog says of a pin: one sentence, then what is gone, changed and new, as lists in Markdown. */
export function describePin({ manifest, diff, broken }: PinNews): string {
  const lines = [`Pinned at OVH's schemas of ${daysOf(manifest)}: ${figuresOf(manifest, diff)}.`];
  const sectionOf = (finding: Finding): Section | undefined => sections.find(({ holds }) => holds(finding));
  for (const section of sections) {
    const findings = (diff?.findings ?? []).filter((finding) => sectionOf(finding) === section);
    const list = formatList(findings, section.most);
    if (section === changed) list.push(...brokenBesides(findings, broken));
    if (list.length > 0) lines.push("", `**${section.title}**`, "", ...list);
  }
  return lines.join("\n");
}

/** What the compiler alone has found. */
function brokenBesides(findings: readonly Finding[], broken: readonly string[]): string[] {
  const told = new Set(findings.flatMap(({ operations }) => operations));
  return broken
    .filter((operation) => !told.has(operation))
    .map((operation) => `- \`${operation}\`: what was written for it may no longer compile`);
}

/** The days of a pin's schemas: `2026-08-04 (v1) and 2026-04-01 (v2)`. */
export function daysOf({ versions }: PinManifest): string {
  return Object.entries(versions)
    .map(([version, { captured }]) => `${captured} (${version})`)
    .join(" and ");
}

const number = new Intl.NumberFormat("en");

function figuresOf({ versions }: PinManifest, diff: Diff | undefined): string {
  const all = Object.values(versions).reduce((total, { operations }) => total + operations, 0);
  const { added = 0, removed = 0, breaking = 0 } = diff?.summary.operations ?? {};
  return [
    `${number.format(all)} operations`,
    ...(added > 0 ? [`${number.format(added)} new`] : []),
    ...(removed > 0 ? [`${number.format(removed)} gone`] : []),
    ...(breaking > 0 ? [`${number.format(breaking)} no longer as before`] : []),
  ].join(", ");
}
