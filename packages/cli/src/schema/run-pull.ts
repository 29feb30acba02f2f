import type { PullProgress, PullReport, PullTarget } from "@ovh-typed/codegen";
import { counted, print } from "../output.js";
import { loadProgressBars } from "../progress-bar.js";
import { loadCodegen } from "./codegen.js";
import { describePull, summaryOf, tellWarnings } from "./pull-report.js";
import { pullTargets } from "./pull-targets.js";

/** The options of `schema pull`. */
export interface PullCommandOptions {
  readonly base?: string;
  readonly apiVersion?: string;
  readonly captured?: string;
  readonly source?: string;
  readonly schemas: string;
  readonly descriptions?: boolean;
  readonly acceptRemovals?: boolean;
  readonly json?: boolean;
}

/** Pulls and pins, all of it or nothing, and says what was found. */
export async function runPull(named: readonly string[], options: PullCommandOptions): Promise<void> {
  const { captured, source, schemas, descriptions = false, acceptRemovals = false, json } = options;
  const { formatText, pull } = await loadCodegen();
  const targets = (await pullTargets({ ...options, named })).map((target) => ({
    ...target,
    ...(source && { source }),
  }));
  const progress = process.stderr.isTTY ? await showProgress() : undefined;
  let reports: PullReport[];
  try {
    const settings = { schemas, targets, descriptions, acceptRemovals, ...(captured && { captured }) };
    reports = await pull({ ...settings, ...(progress && { onProgress: progress.tell }) });
  } finally {
    progress?.end();
  }
  print(
    { json: reports.map(summaryOf), text: reports.map((report) => describePull(report, formatText)).join("\n") },
    json,
  );
  tellWarnings(reports);
}

/** A bar for each version, one after the other. */
async function showProgress(): Promise<{ tell(progress: PullProgress): void; end(): void }> {
  const create = await loadProgressBars();
  let current: PullTarget | undefined;
  let bar: ReturnType<typeof create> | undefined;
  return {
    tell({ target, done, total }) {
      if (target !== current) {
        bar?.end();
        bar = create(`${target.endpoint} ${target.version}`);
        current = target;
      }
      bar?.tell(done, total, `${done} of ${counted(total, "API")}`);
    },
    end() {
      bar?.end();
    },
  };
}
