import { type Disagreement, reasons } from "./agreement.js";
import type { Judgement, Verdict } from "./judge.js";

/** Says in figures what the compiler has decided, and of which operations the diff says something else. */
export function formatJudgements(
  judgements: ReadonlyMap<string, Judgement>,
  disagreements: readonly Disagreement[],
): string {
  const count = (verdict: Verdict): number =>
    [...judgements.values()].filter((judgement) => judgement.verdict === verdict).length;
  const agreeing = judgements.size - disagreements.length;
  const share = judgements.size === 0 ? 100 : Math.floor((agreeing / judgements.size) * 10_000) / 100;
  return [
    `TypeScript: ${count("breaking")} breaking, ${count("soft")} soft, ${count("compatible")} compatible`,
    `the diff agrees on ${agreeing} of ${judgements.size} operations (${share} %)`,
    ...disagreements.flatMap(({ operation, diff, compiler, reason, because }) => [
      `  ${operation}: ${diff} by the diff, ${compiler} to the compiler`,
      `    ${reason === undefined ? `no reason is known${lastLineOf(because)}` : reasons[reason]}`,
    ]),
  ].join("\n");
}

/** Where the compiler comes to the point. */
function lastLineOf(because: string): string {
  return because === "" ? "" : `: ${because.split("\n").at(-1)!.trim()}`;
}
