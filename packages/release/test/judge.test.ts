import { diffSchemas } from "@ovh-typed/codegen";
import { describe, expect, test } from "vitest";
import { type Case, cases as diffCases, type Side } from "../../codegen/test/diff-table.js";
import { disagreements, formatJudgements, judge, type Judgement, type Reason } from "../src/index.js";
import { snapshotOf } from "./snapshot-of.js";

const sizes = (...members: string[]): NonNullable<Side["models"]> => ({ "a.Size": { enum: members } });
const milk: NonNullable<Side["models"]> = { "a.Milk": { properties: { milk: "boolean" } } };

const cases: readonly Omit<Case, "finds">[] = [
  ...diffCases,
  {
    what: "fields that could be left out together, and a model that has to be sent",
    before: { operations: { "POST /coffee": { body: { milk: "boolean" } } } },
    after: { operations: { "POST /coffee": { body: "a.Milk!" } }, models: milk },
  },
  {
    what: "what is put back as it was read, with an enum that takes less",
    before: {
      operations: { "GET /coffee": { returns: "a.Cup" }, "PUT /coffee": { body: "a.Cup!" } },
      models: { "a.Cup": { properties: { size: "a.Size" } }, ...sizes("tall", "short") },
    },
    after: {
      operations: { "GET /coffee": { returns: "a.Cup" }, "PUT /coffee": { body: "a.Cup!" } },
      models: { "a.Cup": { properties: { size: "a.Size" } }, ...sizes("tall") },
    },
    verdict: "soft",
  },
  {
    what: "a model that contains itself, and loses what it may be sent with",
    before: {
      operations: { "POST /coffee": { body: "a.Cup!" } },
      models: { "a.Cup": { properties: { cups: "a.Cup[]", milk: "boolean" } } },
    },
    after: {
      operations: { "POST /coffee": { body: "a.Cup!" } },
      models: { "a.Cup": { properties: { cups: "a.Cup[]" } } },
    },
    verdict: "breaking",
  },
];

const before = snapshotOf(cases.map((one) => one.before));
const after = snapshotOf(cases.map((one) => one.after));
const judgements = await judge(before, after);
const differing = disagreements(before, after, diffSchemas([before], [after]), judgements);

/** What the compiler says of a case: of what it sends, where it does. */
function verdictOn(index: number): string | undefined {
  const found = ["PUT", "POST", "DELETE", "GET"].map((method) => judgements.get(`${method} /coffee${index}`));
  return found.find((judgement) => judgement !== undefined)?.verdict;
}

/** Where it says something else than the diff, and why. */
const others: Readonly<Record<string, readonly [verdict: string, reason: Reason]>> = {
  "a signature that is needed": ["compatible", "signature"],
  "an enum that takes less": ["breaking", "request-enum"],
  "fields that could be left out together, and a model that has to be sent": ["breaking", "whole-body"],
};

describe("what the diff's cases are to the compiler", () => {
  const judged = cases.map((one, index): [string, (typeof cases)[number], number] => [one.what, one, index]);
  test.each(judged.filter(([, , index]) => verdictOn(index) !== undefined))("%s", (what, one, index) => {
    const [verdict, reason] = others[what] ?? [one.verdict ?? "compatible", undefined];
    const found = differing.find(({ operation }) => operation.endsWith(` /coffee${index}`));
    expect([verdictOn(index), found?.reason]).toEqual([verdict, reason]);
  });
});

test("is told in figures, with what the compiler says where no reason is known", () => {
  const operation = "GET /coffee0";
  const compatible = { verdict: "compatible", because: "" } as const;
  const found = new Map<string, Judgement>([
    [operation, { verdict: "breaking", because: "" }],
    ...Array.from({ length: 299 }, (_, index): [string, Judgement] => [`GET /tea/${index}`, compatible]),
  ]);
  const because = "TS2322: Type 'A' is not assignable to type 'B'.\n  Types of property 'si\u202eze' are incompatible.";
  const text = formatJudgements(found, [
    { operation, diff: "breaking", compiler: "compatible", reason: "signature", because: "" },
    { operation, diff: "soft", compiler: "breaking", reason: undefined, because },
    { operation, diff: "soft", compiler: "compatible", reason: undefined, because: "" },
  ]);
  expect(text).toMatchInlineSnapshot(`
    "TypeScript: 1 breaking, 0 soft, 299 compatible
    the diff agrees on 297 of 300 operations (99 %)
      GET /coffee0: soft by the diff, breaking to the compiler
        no reason is known: Types of property 'si ze' are incompatible.
      GET /coffee0: soft by the diff, compatible to the compiler
        no reason is known
      it has to be signed now, which no type shows:
        GET /coffee0: breaking by the diff, compatible to the compiler"
  `);
});
