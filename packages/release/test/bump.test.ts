import { readFile } from "node:fs/promises";
import { diffSchemas, type Finding, type PinnedOperation, type RuleId, rules, type Snapshot } from "@ovh-typed/codegen";
import { describe, expect, test } from "vitest";
import { cases, type Side } from "../../codegen/test/diff-table.js";
import { reasons } from "../src/index.js";
import { type Bump, bumpRules } from "../src/version/bump-rules.js";
import { bumpOf } from "../src/version/bump.js";
import { snapshotOf } from "./snapshot-of.js";

const manual = await readFile(new URL("../../../docs/versions.md", import.meta.url), "utf8");

/** A side whose operations OVH may change at any time. */
function inPreview(status: "ALPHA" | "BETA", { operations = {}, models = {} }: Side): Snapshot {
  const marked = Object.entries(operations).map(([key, operation]): [string, PinnedOperation] => [
    key,
    { ...operation, status },
  ]);
  return snapshotOf([{ operations: Object.fromEntries(marked), models }]);
}

/** What one rule finds; what turns in all schemas is found in a whole region alone, and is of no operation. */
function findingsOf(rule: RuleId, before: Snapshot, after: Snapshot): Finding[] {
  if (rules[rule].class === "dialect") return [{ rule, class: "dialect", fingerprint: "", operations: [] }];
  return diffSchemas([before], [after]).findings.filter((finding) => finding.rule === rule);
}

function bumpFor(rule: RuleId, before: Snapshot, after: Snapshot, version = "1.2.3"): Bump | undefined {
  return bumpOf({ before, findings: findingsOf(rule, before, after), breaking: [] }, version);
}

describe.each(Object.entries(bumpRules) as [RuleId, Bump][])("%s is %s", (rule, bump) => {
  const { before, after } = cases.find(({ finds }) => finds.some((found) => found.startsWith(`${rule} `))) ?? cases[0]!;
  const [older, newer] = [snapshotOf([before]), snapshotOf([after])];

  test("where it is found", () => {
    expect(bumpFor(rule, older, newer)).toBe(bump);
  });

  test("in words", () => {
    expect(manual.replace(/ +/g, " ")).toContain(`\n| \`${rule}\` | \`${bump}\` |\n`);
  });

  // A status that changes is no status that stays; what is of no operation is bound by none.
  const isOfOperations = findingsOf(rule, older, newer).some(({ operations }) => operations.length > 0);
  test.runIf(isOfOperations && rule !== "operation-status")("but never more than minor in ALPHA and BETA", () => {
    for (const status of ["ALPHA", "BETA"] as const) {
      const found = bumpFor(rule, inPreview(status, before), inPreview(status, after));
      expect(found).toBe(bump === "major" ? "minor" : bump);
    }
  });

  test("and a step less before 1.0.0", () => {
    expect(bumpFor(rule, older, newer, "0.3.1")).toBe(bump === "major" ? "minor" : "patch");
  });
});

test("every rule of the diff has its bump, and the manual tells of no other", () => {
  expect(Object.keys(bumpRules)).toEqual(Object.keys(rules));
  expect(manual.match(/^\| `[a-z]+-[a-z-]+`/gm)).toHaveLength(Object.keys(rules).length);
  for (const reason of Object.values(reasons)) expect(manual.replace(/\s+/g, " ")).toContain(`- ${reason}`);
});

describe("what the compiler says", () => {
  const operation = "POST /coffee0";
  const of = (status: PinnedOperation["status"], ...breaking: string[]): Bump | undefined => {
    const side = { operations: { "POST /coffee": { ...(status && { status }) } } };
    return bumpOf({ before: snapshotOf([side]), findings: [], breaking }, "1.2.3");
  };

  test("is major where a call no longer compiles, though the diff finds nothing", () => {
    expect(of(undefined, operation)).toBe("major");
    expect(of("DEPRECATED", operation)).toBe("major");
  });

  test("is minor in ALPHA and BETA", () => {
    expect(of("ALPHA", operation)).toBe("minor");
    expect(of("BETA", operation)).toBe("minor");
  });

  test("is nothing where all compiles", () => {
    expect(of(undefined)).toBeUndefined();
  });
});
