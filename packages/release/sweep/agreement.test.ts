import { diffSchemas } from "@ovh-typed/codegen";
import { expect, test } from "vitest";
import { readHistory } from "../../codegen/history/history.mjs";
import { disagreements, judge } from "../src/index.js";
import { compile } from "../src/judge/compile.js";
import { judgeFiles, judgeProgram } from "../src/judge/program.js";
import { operationsOf } from "../src/operations-of.js";
import { expected } from "./disagreements.js";

// What OVH has changed in three years, decided twice: by the diff and by the compiler.

const captured = new Map((await readHistory("ovh-eu")).map(({ label, snapshot }) => [label, snapshot]));

test.each(expected)("$from → $to: they agree, but where it is told why not", async ({ from, to, lines }) => {
  const [before, after] = [captured.get(from)!, captured.get(to)!];
  const judgements = await judge(before, after);
  const older = operationsOf(before);
  const inBoth = [...operationsOf(after).keys()].filter((operation) => older.has(operation));
  expect([...judgements.keys()].sort()).toEqual(inBoth.sort());
  const found = disagreements(before, after, diffSchemas([before], [after]), judgements);
  const table = found.map(({ operation, diff, compiler, reason }) => [operation, diff, compiler, reason]);
  expect(table.sort()).toEqual(lines.map((line) => [...line]).sort());
  expect(found.length / judgements.size).toBeLessThan(0.01);
});

test("the types that are judged are sound: none that is not there lets everything pass", async () => {
  const [older, newer] = [captured.get("2026-08")!, captured.get("newest")!];
  const { files } = judgeProgram(older, newer);
  const found = await compile(judgeFiles, files, true);
  expect(found.size).toBeGreaterThan(0);
});
