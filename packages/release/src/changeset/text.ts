import { type Diff, type Finding, formatList, type PinManifest } from "@ovh-typed/codegen";

/** What users of a region's package are told of a pin. */
export interface PinNews {
  readonly manifest: PinManifest;
  /** What has changed since the package was released last; undefined before it has been. */
  readonly diff: Diff | undefined;
  /** The operations that no longer compile as they were written, though the diff thinks they do. */
  readonly broken: readonly string[];
}

/** As many operations and models as a changelog can bear of what breaks nothing. */
const most = 30;

interface Section {
  readonly title: string;
  readonly most?: number;
  holds(finding: Finding): boolean;
}

const sections: readonly Section[] = [
  { title: "Gone", holds: ({ rule }) => rule === "operation-removed" },
  { title: "No longer as it was", holds: ({ class: meaning }) => meaning.startsWith("breaking-") },
  { title: "Deprecated", holds: ({ rule, to }) => rule === "operation-status" && to === "DEPRECATED" },
  { title: "New", most, holds: ({ rule }) => rule === "operation-added" },
  { title: "Other values of enums", most, holds: ({ class: meaning }) => meaning === "soft" },
  { title: "More", most, holds: ({ class: meaning, rule }) => meaning === "additive" && rule !== "model-added" },
];

/** Writes what a changelog says of a pin: one sentence, then what is gone, changed and new, as lists in Markdown. */
export function describePin({ manifest, diff, broken }: PinNews): string {
  const lines = [`Pinned at OVH's schemas of ${daysOf(manifest)}: ${figuresOf(manifest, diff)}.`];
  const told = new Set<Finding>();
  for (const section of sections) {
    const findings = (diff?.findings ?? []).filter((finding) => !told.has(finding) && section.holds(finding));
    for (const finding of findings) told.add(finding);
    const list = formatList(findings, section.most);
    if (section.title === "No longer as it was") list.push(...broken.map(brokenLine));
    if (list.length > 0) lines.push("", `**${section.title}**`, "", ...list);
  }
  return lines.join("\n");
}

function brokenLine(operation: string): string {
  return `- \`${operation}\`: what was written for it may no longer compile`;
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
