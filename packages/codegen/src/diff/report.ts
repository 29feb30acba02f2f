import { hiddenCharacters } from "../hidden-characters.js";
import type { Diff } from "./diff.js";
import type { Finding } from "./finding.js";
import { type FindingClass, findingClasses, rules } from "./rules.js";

/** How much a report tells. */
export interface ReportOptions {
  /** The classes to list; all unless told. */
  readonly classes?: readonly FindingClass[];
  /** How many operations and models to list of a class; all unless told. */
  readonly most?: number;
}

const titles: Record<FindingClass, string> = {
  "breaking-requests": "Breaking for requests",
  "breaking-answers": "Breaking for answers",
  soft: "Soft: other members of enums",
  "life-cycle": "Life cycle",
  additive: "Additive",
  documentation: "Documentation",
  dialect: "The dialect of all schemas",
};

/** Writes what was found for a terminal. */
export function formatText(diff: Diff, options: ReportOptions = {}): string {
  const lines = [...diff.notes.map((note) => `note: ${note}`), ...summaryOf(diff)];
  for (const { title, subjects, more } of sectionsOf(diff.findings, options)) {
    lines.push("", title);
    for (const { name, says, touches } of subjects) {
      lines.push(`  ${name}${touches}`, ...says.map((text) => `    ${text}`));
    }
    if (more > 0) lines.push(`  and ${more} more`);
  }
  return lines.join("\n");
}

/** Writes what was found as Markdown, such as a comment on a pull request shows. */
export function formatMarkdown(diff: Diff, options: ReportOptions = {}): string {
  const lines = [...diff.notes.map((note) => `> ${escaped(note)}`), ...summaryOf(diff).map((line) => `- ${line}`)];
  for (const { title, subjects, more } of sectionsOf(diff.findings, options)) {
    lines.push("", `### ${title}`, "", ...listOf(subjects, more));
  }
  return `${lines.join("\n")}\n`;
}

/**
 * Writes findings as a list in Markdown, an operation or a model a line.
 *
 * @param most How many to list; all unless told.
 */
export function formatList(findings: readonly Finding[], most = Infinity): string[] {
  const subjects = subjectsOf(findings);
  return listOf(subjects.slice(0, most), Math.max(subjects.length - most, 0));
}

function listOf(subjects: readonly Subject[], more: number): string[] {
  const lines = subjects.map(
    ({ name, says, touches }) => `- ${escaped(name)}${escaped(touches)}: ${says.map(escaped).join("; ")}`,
  );
  return more > 0 ? [...lines, `- and ${more} more`] : lines;
}

const number = new Intl.NumberFormat("en");

function summaryOf({ summary: { operations, models } }: Diff): string[] {
  const { added, removed, removedAnnounced, breaking, soft, compatible } = operations;
  const list = (counts: Readonly<Record<string, number>>): string =>
    Object.entries(counts)
      .map(([what, count]) => `${number.format(count)} ${what}`)
      .join(", ");
  const announced = removed === 0 ? "removed" : `removed (${number.format(removedAnnounced)} announced)`;
  return [
    `operations: ${list({ added, [announced]: removed, breaking, soft, compatible })}`,
    `models: ${list({ ...models })}`,
  ];
}

interface Section {
  readonly title: string;
  readonly subjects: readonly Subject[];
  /** How many are not listed. */
  readonly more: number;
}

/** An operation or a model, and what is said of it. */
interface Subject {
  readonly name: string;
  readonly says: string[];
  /** Which operations a model touches. */
  readonly touches: string;
}

function sectionsOf(
  findings: readonly Finding[],
  { classes = findingClasses, most = Infinity }: ReportOptions,
): Section[] {
  return findingClasses
    .filter((meaning) => classes.includes(meaning))
    .map((meaning) => {
      const subjects = subjectsOf(findings.filter((finding) => finding.class === meaning));
      return {
        title: `${titles[meaning]} (${number.format(subjects.length)})`,
        subjects: subjects.slice(0, most),
        more: Math.max(subjects.length - most, 0),
      };
    })
    .filter(({ subjects, more }) => subjects.length + more > 0);
}

function subjectsOf(findings: readonly Finding[]): Subject[] {
  const subjects = new Map<string, Subject>();
  for (const finding of findings) {
    const { endpoint, operation, model, api, operations } = finding;
    const name = [endpoint, operation ?? model, api && `of ${api}`].filter(Boolean).join(" ");
    const touches = model === undefined ? "" : touchedBy(operations);
    const key = `${name}${touches}`;
    const subject = subjects.get(key) ?? { name: name === "" ? "all schemas" : name, says: [], touches };
    subjects.set(key, subject);
    subject.says.push(sentenceOf(finding));
  }
  return [...subjects.values()];
}

/** As many operations as a line can bear. */
const operationsShown = 3;

function touchedBy(operations: readonly string[]): string {
  if (operations.length === 0) return "";
  const more = operations.length - operationsShown;
  const rest = more > 0 ? ` and ${number.format(more)} more` : "";
  return ` (${operations.slice(0, operationsShown).join(", ")}${rest})`;
}

function sentenceOf(finding: Finding): string {
  const text = rules[finding.rule].says(finding);
  // OVH's words may neither begin a line of their own nor hide.
  return (finding.place === undefined ? text : `${finding.place} ${text}`)
    .replace(hiddenCharacters, " ")
    .replace(/\s+/g, " ");
}

/** OVH's names and words are no Markdown: they may not speak to the page, or to people on it. */
function escaped(text: string): string {
  return text.replace(/[\\`*_[\]<>&|#@!]/g, (character) => `\\${character}`);
}
