import type { Diff, Finding, PinnedOperation, Snapshot } from "@ovh-typed/codegen";
import { operationsOf } from "../operations-of.js";
import type { Judgement, Verdict } from "./judge.js";

/** Why the diff and the compiler may rightly say different things of an operation. */
export const reasons = {
  signature: "it has to be signed now, which no type shows",
  "request-enum":
    "a request takes fewer values of an enum: the diff reports it as soft, and a program that sends what is gone does not compile",
  "whole-body":
    "its body is a model now, which has to be sent; fields that were all optional could be left out together",
} as const;
export type Reason = keyof typeof reasons;

/** An operation of which the diff and the compiler say different things. */
export interface Disagreement {
  readonly operation: string;
  readonly diff: Verdict;
  readonly compiler: Verdict;
  /** Undefined where none is known. */
  readonly reason: Reason | undefined;
  /** The compiler's words. */
  readonly because: string;
}

/** Finds the operations of which the diff and the compiler say different things. */
export function disagreements(
  before: Snapshot,
  after: Snapshot,
  diff: Diff,
  judgements: ReadonlyMap<string, Judgement>,
): Disagreement[] {
  const findings = findingsByOperation(diff);
  const [older, newer] = [operationsOf(before), operationsOf(after)];
  const found: Disagreement[] = [];
  for (const [operation, { verdict, because }] of judgements) {
    const own = findings.get(operation) ?? [];
    const structural = verdictOf(own);
    if (structural === verdict) continue;
    const becameWhole = isModel(newer.get(operation)) && !isModel(older.get(operation));
    const reason = reasonOf(own, verdict, becameWhole);
    found.push({ operation, diff: structural, compiler: verdict, reason, because });
  }
  return found;
}

function reasonOf(findings: readonly Finding[], compiler: Verdict, becameWhole: boolean): Reason | undefined {
  const breaking = findings.filter(isBreaking);
  if (breaking.length > 0) return breaking.every(({ rule }) => rule === "operation-signed") ? "signature" : undefined;
  if (compiler !== "breaking") return undefined;
  if (findings.some(({ rule }) => rule === "request-enum-narrowed")) return "request-enum";
  return becameWhole ? "whole-body" : undefined;
}

function findingsByOperation({ findings }: Diff): Map<string, Finding[]> {
  const byOperation = new Map<string, Finding[]>();
  for (const finding of findings) {
    for (const operation of finding.operations) {
      const known = byOperation.get(operation);
      if (known === undefined) byOperation.set(operation, [finding]);
      else known.push(finding);
    }
  }
  return byOperation;
}

/** What the diff says of an operation, by the class of what it has found. */
function verdictOf(findings: readonly Finding[]): Verdict {
  if (findings.some(isBreaking)) return "breaking";
  return findings.some(({ class: meaning }) => meaning === "soft") ? "soft" : "compatible";
}

function isBreaking({ class: meaning }: Finding): boolean {
  return meaning.startsWith("breaking-");
}

function isModel(operation: PinnedOperation | undefined): boolean {
  return typeof operation?.body === "string";
}
