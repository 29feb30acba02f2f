import type { Finding, Snapshot } from "@ovh-typed/codegen";
import { operationsOf } from "../operations-of.js";
import { type Bump, bumpRules, bumps, bumpsBeforeFirst, mostInPreview } from "./bump-rules.js";

/** What has changed of a region's schemas, as the diff and the compiler see it. */
export interface Changes {
  readonly before: Snapshot;
  readonly findings: readonly Finding[];
  /** The operations that no longer compile as they were written. */
  readonly breaking: Iterable<string>;
}

/**
 * What the version of a region's package deserves for changes of its schemas: the worst that the diff or the compiler
 * finds.
 *
 * @param version The package's version now.
 * @returns undefined where nothing has changed.
 */
export function bumpOf({ before, findings, breaking }: Changes, version: string): Bump | undefined {
  const preview = previewIn(before);
  const found = new Set([
    ...findings.map(({ rule, operations }) => boundBy(preview, bumpRules[rule], operations)),
    ...[...breaking].map((operation) => boundBy(preview, "major", [operation])),
  ]);
  const worst = bumps.find((bump) => found.has(bump));
  return worst !== undefined && version.startsWith("0.") ? bumpsBeforeFirst[worst] : worst;
}

/** What is found of operations in preview alone is bound by what is promised of those. */
function boundBy(preview: ReadonlySet<string>, bump: Bump, operations: readonly string[]): Bump {
  const isPreview = operations.length > 0 && operations.every((operation) => preview.has(operation));
  return isPreview ? lesser(bump, mostInPreview) : bump;
}

function lesser(one: Bump, other: Bump): Bump {
  return bumps.indexOf(one) > bumps.indexOf(other) ? one : other;
}

function previewIn(snapshot: Snapshot): Set<string> {
  const found = [...operationsOf(snapshot)].filter(([, { status }]) => status === "ALPHA" || status === "BETA");
  return new Set(found.map(([operation]) => operation));
}
