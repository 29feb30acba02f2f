import type { Diff, Snapshot } from "@ovh-typed/codegen";
import { disagreements } from "../judge/agreement.js";
import { judge } from "../judge/judge.js";
import { formatJudgements } from "../judge/report.js";
import type { Bump } from "./bump-rules.js";
import { bumpOf } from "./bump.js";

/** What a version deserves, and how that is known. */
export interface ProvenBump {
  readonly bump: Bump | undefined;
  /** The operations that no longer compile as they were written, though the diff does not find them breaking. */
  readonly broken: readonly string[];
  /** What the compiler says, and where the diff says something else. */
  readonly judged: string;
}

/**
 * Proves what the version of a region's package deserves, by the diff of its pins and by the compiler.
 *
 * @param version The package's version now.
 */
export async function proveBump(before: Snapshot, after: Snapshot, diff: Diff, version: string): Promise<ProvenBump> {
  const judgements = await judge(before, after);
  const differing = disagreements(before, after, diff, judgements);
  const breaking = [...judgements].filter(([, { verdict }]) => verdict === "breaking").map(([operation]) => operation);
  return {
    bump: bumpOf({ before, findings: diff.findings, breaking }, version),
    broken: differing.filter(({ compiler }) => compiler === "breaking").map(({ operation }) => operation),
    judged: formatJudgements(judgements, differing),
  };
}
