import { join } from "node:path";
import type { MovedOn, PinCheck } from "@ovh-typed/codegen";
import { counted, print } from "../output.js";
import { RefusedError } from "../refused-error.js";
import { loadCodegen } from "./codegen.js";
import { chosenPins, pinsOf } from "./folder.js";
import { changedApis } from "./pull-report.js";
import { isRetired, pullTargets } from "./pull-targets.js";

/** The options of `schema check`. */
export interface CheckOptions {
  /** The folder of the pins; the project's own, or `schemas`, when left out. */
  readonly schemas?: string;
  readonly output?: string;
  readonly online?: boolean;
  readonly json?: boolean;
}

interface Check extends PinCheck {
  readonly online?: readonly MovedOn[];
}

/**
 * Checks the pins of the endpoints named, or all.
 *
 * @throws {RefusedError} When one is not whole.
 */
export async function runCheck(named: readonly string[], options: CheckOptions): Promise<void> {
  const { output, online, json } = options;
  const { checkPin, checkProject } = await loadCodegen();
  const { isProject, schemas } = await pinsOf(options.schemas);
  if (isProject && output === undefined && !online && named.length === 0) {
    return tell(await checkProject(process.cwd()), json);
  }
  const checks: Check[] = [];
  for (const endpoint of await chosenPins(schemas, named)) {
    const check = await checkPin(schemas, endpoint, output && join(output, endpoint));
    checks.push({ ...check, ...(online && { online: await lookOnline(schemas, endpoint) }) });
  }
  tell(checks, json);
}

function tell(checks: readonly Check[], json: boolean | undefined): void {
  const text = checks.flatMap((check) => [summaryOf(check), ...(check.online ?? []).map(describeMove)]);
  print({ json: checks, text: text.join("\n") }, json);
  const broken = checks.filter(({ problems }) => problems.length > 0).map(({ endpoint }) => endpoint);
  if (broken.length > 0) {
    throw new RefusedError(
      `not whole: ${broken.join(", ")}. Pull or generate again, or take back what was changed by hand.`,
    );
  }
}

function summaryOf({ endpoint, apis, paths, operations, problems }: PinCheck): string {
  const counts = [counted(apis, "API"), counted(paths, "path"), counted(operations, "operation")].join(", ");
  return [`${endpoint}: ${counts}`, ...problems.map((problem) => `  ${problem}`)].join("\n");
}

/** What an endpoint serves now; nothing of one that serves nothing any more. */
async function lookOnline(schemas: string, endpoint: string): Promise<MovedOn[]> {
  const { movedOn } = await loadCodegen();
  const targets = isRetired(endpoint) ? [] : await pullTargets({ schemas, named: [endpoint] });
  const moves: MovedOn[] = [];
  for (const target of targets) moves.push(await movedOn(schemas, target));
  return moves;
}

function describeMove(move: MovedOn): string {
  const changes = changedApis(move);
  const says = changes.length === 0 ? "is what is pinned" : "has moved on";
  return [`  ${move.version} at ${move.base} ${says}`, ...changes.map((line) => `    ${line}`)].join("\n");
}
