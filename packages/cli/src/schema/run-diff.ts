import type { Diff, FindingClass } from "@ovh-typed/codegen";
import { counted, print } from "../output.js";
import { RefusedError } from "../refused-error.js";
import { loadCodegen } from "./codegen.js";
import { readSource } from "./diff-sources.js";
import { pinsOf } from "./folder.js";

/** The options of `schema diff`. */
export interface DiffOptions {
  /** The folder of the pins; the project's own, or `schemas`, when left out. */
  readonly schemas?: string;
  readonly endpoint?: readonly string[];
  readonly class?: readonly FindingClass[];
  readonly failOn?: readonly FindingClass[];
  readonly all?: boolean;
  readonly markdown?: boolean;
  readonly json?: boolean;
}

/** As many operations and models of a class as can be overlooked. */
const most = 20;

/**
 * Says what two sets of schemas differ in.
 *
 * @throws {RefusedError} When there is a finding of a class that is not wanted.
 */
export async function runDiff(older: string, newer: string | undefined, options: DiffOptions): Promise<void> {
  const { endpoint, class: classes, failOn = [], all, markdown, json } = options;
  const { diffSchemas, formatMarkdown, formatText } = await loadCodegen();
  const { schemas } = await pinsOf(options.schemas);
  const source = { schemas, ...(endpoint && { endpoints: endpoint }) };
  const diff = diffSchemas(await readSource(older, source), await readSource(newer ?? schemas, source));
  const report = { ...(classes && { classes }), ...(!all && { most }) };
  print({ json: diff, text: markdown ? formatMarkdown(diff, report).trimEnd() : formatText(diff, report) }, json);
  const unwanted = failOn
    .map((meaning) => ({ meaning, count: countOf(diff, meaning) }))
    .filter(({ count }) => count > 0);
  if (unwanted.length === 0) return;
  const counts = unwanted.map(({ meaning, count }) => `${counted(count, "finding")} of ${meaning}`).join(", ");
  throw new RefusedError(`the newer schemas have what --fail-on names: ${counts}.`);
}

function countOf({ findings }: Diff, meaning: FindingClass): number {
  return findings.filter((finding) => finding.class === meaning).length;
}
