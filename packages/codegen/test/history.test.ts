import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { type Diff, type DiffSummary, diffSchemas, type Finding, type Snapshot } from "../src/index.js";
import { reference, v1 } from "./captures.js";

// What OVH has changed in three years, by captures of ovh-eu.

const steps = reference.map((step) => ({ ...step, diff: diffSchemas([v1(step.from)], [v1(step.to)]) }));

/** `{ operations: { added: 1 } }` → `operations.added` → 1. */
function figuresOf(summary: DiffSummary): [string, number][] {
  return Object.entries(summary).flatMap(([group, counts]) =>
    Object.entries(counts as Record<string, number>).map(([what, count]): [string, number] => [
      `${group}.${what}`,
      count,
    ]),
  );
}

/** What breaks operations of both. */
function breakingFindings({ findings }: Diff): Finding[] {
  return findings.filter(({ class: meaning, rule }) => meaning.startsWith("breaking-") && rule !== "operation-removed");
}

describe.each(steps)("$from → $to", ({ from, to, counted, differs, diff }) => {
  test("agrees with the reference, but where it is told why not", () => {
    const expected = figuresOf(counted).map(([figure, count]) => [figure, differs[figure]?.[0] ?? count]);
    expect(figuresOf(diff.summary)).toEqual(expected);
  });

  test("is explained: what breaks by what no type shows, or the reference takes otherwise", () => {
    const breaking = (without?: string): number => {
      const findings = breakingFindings(diff).filter(({ rule }) => rule !== without);
      return new Set(findings.flatMap(({ operations }) => operations)).size;
    };
    expect(breaking()).toBe(diff.summary.operations.breaking);
    const answering = diff.findings.filter(({ rule }) => rule === "answer-added" && to === "2024-06");
    const answeringNow = new Set(answering.flatMap(({ operations }) => operations)).size;
    expect(breaking("operation-signed") + answeringNow).toBe(counted.operations.breaking);
  });

  test("counts every operation of both once", () => {
    const count = ({ apis }: Snapshot): number =>
      apis.reduce((total, { pin }) => total + Object.keys(pin.operations).length, 0);
    const { added, removed, breaking, soft, compatible } = diff.summary.operations;
    expect(breaking + soft + compatible).toBe(count(v1(from)) - removed);
    expect(breaking + soft + compatible).toBe(count(v1(to)) - added);
  });
});

test("2023-03 → 2023-05 breaks one operation", () => {
  expect(breakingFindings(steps[0]!.diff)).toMatchObject([
    {
      rule: "answer-type",
      class: "breaking-answers",
      model: "hosting.web.Service",
      place: "datacenter",
      from: "hosting.web.DatacenterEnum",
      to: "string",
      operations: ["GET /hosting/web/{serviceName}"],
    },
  ]);
});

test("docs/changes tells these figures", async () => {
  const text = await readFile(fileURLToPath(new URL("../../../docs/changes/ovh-eu.md", import.meta.url)), "utf8");
  const number = (count: number): string => new Intl.NumberFormat("en").format(count);
  for (const { from, to, diff } of steps) {
    const { operations, models } = diff.summary;
    const { added, removed, removedAnnounced, breaking, soft, compatible } = operations;
    const cells = [
      added,
      `${removed} (${removedAnnounced})`,
      breaking,
      soft,
      number(compatible),
      Object.values(models).join(", "),
    ];
    expect(text).toContain(`| ${from} → ${to} | ${cells.join(" | ")} |`);
  }
});
