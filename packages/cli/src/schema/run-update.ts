import { print } from "../output.js";
import { loadCodegen } from "./codegen.js";
import { describePull, summaryOf, tellWarnings } from "./pull-report.js";

/** The options of `schema update`. */
export interface UpdateOptions {
  readonly api?: readonly string[];
  readonly base?: string;
  readonly captured?: string;
  readonly acceptRemovals?: boolean;
  readonly json?: boolean;
}

/** Moves the pins of the project in the working directory on, and says what that changes. */
export async function runUpdate(named: readonly string[], options: UpdateOptions): Promise<void> {
  const { api: names, base, captured, acceptRemovals = false, json } = options;
  const { formatText, updateProject } = await loadCodegen();
  const { folder, reports } = await updateProject({
    root: process.cwd(),
    acceptRemovals,
    ...(named.length > 0 && { endpoints: named }),
    ...(names && { apis: names.map((name) => `/${name}`) }),
    ...(base && { base }),
    ...(captured && { captured }),
  });
  const text = reports.map((report) => describePull(report, formatText)).join("\n");
  print({ json: { folder, reports: reports.map(summaryOf) }, text }, json);
  tellWarnings(reports);
}
