import { type Disagreement, type Reason, reasons } from "./agreement.js";
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
    ...unexplained(disagreements),
    ...(Object.keys(reasons) as Reason[]).flatMap((reason) => explained(reason, disagreements)),
  ].join("\n");
}

/** The first to look at: what differs without a reason that is known. */
function unexplained(disagreements: readonly Disagreement[]): string[] {
  return disagreements
    .filter(({ reason }) => reason === undefined)
    .flatMap((found) => [`  ${described(found)}`, `    no reason is known${lastLineOf(found.because)}`]);
}

function explained(reason: Reason, disagreements: readonly Disagreement[]): string[] {
  const found = disagreements.filter((disagreement) => disagreement.reason === reason);
  return found.length === 0 ? [] : [`  ${reasons[reason]}:`, ...found.map((one) => `    ${described(one)}`)];
}

function described({ operation, diff, compiler }: Disagreement): string {
  return `${operation}: ${diff} by the diff, ${compiler} to the compiler`;
}

/** Where the compiler comes to the point. It may quote OVH's words, which may not hide. */
function lastLineOf(because: string): string {
  const line = because.split("\n").at(-1)!.replace(/\p{C}/gu, " ").trim();
  return line === "" ? "" : `: ${line}`;
}
