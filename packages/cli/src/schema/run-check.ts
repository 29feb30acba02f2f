import type { PinCheck } from "@ovh-typed/codegen";
import { counted, print } from "../output.js";
import { RefusedError } from "../refused-error.js";
import { loadCodegen } from "./codegen.js";
import { chosenPins } from "./folder.js";

/** The options of `schema check`. */
export interface CheckOptions {
  readonly schemas: string;
  readonly json?: boolean;
}

/**
 * Checks the pins of the endpoints named, or all.
 *
 * @throws {RefusedError} When one is not whole.
 */
export async function runCheck(named: readonly string[], { schemas, json }: CheckOptions): Promise<void> {
  const { checkPin } = await loadCodegen();
  const checks: PinCheck[] = [];
  for (const endpoint of await chosenPins(schemas, named)) checks.push(await checkPin(schemas, endpoint));
  print({ json: checks, text: checks.map(summaryOf).join("\n") }, json);
  const broken = checks.filter(({ problems }) => problems.length > 0).map(({ endpoint }) => endpoint);
  if (broken.length > 0) {
    throw new RefusedError(`not whole: ${broken.join(", ")}. Pull again, or take back what was changed by hand.`);
  }
}

function summaryOf({ endpoint, apis, paths, operations, problems }: PinCheck): string {
  const counts = [counted(apis, "API"), counted(paths, "path"), counted(operations, "operation")].join(", ");
  return [`${endpoint}: ${counts}`, ...problems.map((problem) => `  ${problem}`)].join("\n");
}
