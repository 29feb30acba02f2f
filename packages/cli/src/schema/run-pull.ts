import { loadCodegen } from "./codegen.js";
import { describePull, leftOutWarning, type PulledVersion, unknownWarning } from "./pull-report.js";
import { pullTargets } from "./pull-targets.js";

/** The options of `schema pull`. */
export interface PullCommandOptions {
  readonly base?: string;
  readonly apiVersion?: string;
  readonly captured?: string;
  readonly source?: string;
  readonly schemas: string;
  readonly descriptions?: boolean;
  readonly json?: boolean;
}

/** Pulls and pins, one version of an endpoint after the other, and says what was found. */
export async function runPull(named: readonly string[], options: PullCommandOptions): Promise<void> {
  const { captured, source, schemas, descriptions = false, json } = options;
  const { pull } = await loadCodegen();
  const targets = await pullTargets({ ...options, named });
  const record = { ...(captured !== undefined && { captured }), ...(source !== undefined && { source }) };
  const pulled: PulledVersion[] = [];
  try {
    for (const target of targets) {
      const report = await pull({ ...target, ...record, schemas, descriptions });
      const version = { ...target, ...report };
      pulled.push(version);
      if (!json) console.log(describePull(version));
      if (report.unknown.length > 0) console.error(unknownWarning(version));
      if (report.leftOut.length > 0) console.error(leftOutWarning(version));
    }
  } finally {
    // Also when a later one is refused: these are written.
    if (json) console.log(JSON.stringify(pulled));
  }
}
