import type { Snapshot } from "@ovh-typed/codegen";
import { compile } from "./compile.js";
import { judgeFiles, judgeProgram } from "./program.js";
import type { TypeSet } from "./type-sets.js";

/** Whether a program that was written against the older types compiles: not; not where enums were closed; as before. */
export type Verdict = (typeof verdicts)[number];

/** The worst first. */
const verdicts = ["breaking", "soft", "compatible"] as const;

/** What the compiler says of an operation. */
export interface Judgement {
  readonly verdict: Verdict;
  /** The compiler's words for what decided. */
  readonly because: string;
}

/**
 * Lets TypeScript decide, operation by operation, whether what was written against the older schemas compiles against
 * the newer ones.
 *
 * @returns By operation (`GET /me`), of all that are in both.
 * @throws {Error} When the compiler cannot be run.
 */
export async function judge(before: Snapshot, after: Snapshot): Promise<Map<string, Judgement>> {
  const { files, assignments } = judgeProgram(before, after);
  const errors = await compile(judgeFiles, files);
  const judgements = new Map<string, Judgement>();
  for (const [place, stands] of assignments) {
    const because = errors.get(place);
    for (const { operation, set } of stands) {
      const known = judgements.get(operation) ?? { verdict: "compatible", because: "" };
      judgements.set(operation, because === undefined ? known : worse(known, { verdict: verdictOf(set), because }));
    }
  }
  return judgements;
}

/** What it means that an assignment fails. */
function verdictOf(set: TypeSet): Verdict {
  return set === "answers" || set === "requests" ? "soft" : "breaking";
}

function worse(one: Judgement, other: Judgement): Judgement {
  return verdicts.indexOf(other.verdict) < verdicts.indexOf(one.verdict) ? other : one;
}
