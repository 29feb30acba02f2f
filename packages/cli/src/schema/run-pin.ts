import { relative, sep } from "node:path";
import type { PullTarget } from "@ovh-typed/codegen";
import { print } from "../output.js";
import { RefusedError } from "../refused-error.js";
import { loadCodegen } from "./codegen.js";
import { describePull, summaryOf, tellWarnings } from "./pull-report.js";
import { pullTargets } from "./pull-targets.js";

/** The options of `schema pin`. */
export interface PinOptions {
  readonly api?: readonly string[];
  readonly base?: string;
  readonly source?: string;
  readonly captured?: string;
  readonly output?: string;
  readonly descriptions?: boolean;
  readonly acceptRemovals?: boolean;
  readonly json?: boolean;
}

/** Pins chosen APIs of an endpoint in the project of the working directory, and says how to import them. */
export async function runPin(endpoint: string, options: PinOptions): Promise<void> {
  const { captured, output, descriptions = false, acceptRemovals = false, json } = options;
  const { formatText, pinProject } = await loadCodegen();
  const root = process.cwd();
  const settings = { root, descriptions, acceptRemovals, ...(captured && { captured }), ...(output && { output }) };
  const { folder, reports } = await pinProject({ ...settings, targets: await targetsOf(endpoint, options) });
  const file = `./${relative(root, folder).replaceAll(sep, "/")}/${endpoint}/index.js`;
  const text = [
    ...reports.map((report) => describePull(report, formatText)),
    `${endpoint} is in ${file}. Import it by a name of your project's own:`,
    `  npm pkg set "imports.#${endpoint}=${file}"`,
    `  import { createClient } from "#${endpoint}";`,
  ];
  print({ json: { import: file, reports: reports.map(summaryOf) }, text: text.join("\n") }, json);
  tellWarnings(reports);
}

/** The versions that the APIs are of, and from each those alone. */
async function targetsOf(endpoint: string, { api: names, base, source }: PinOptions): Promise<PullTarget[]> {
  const paths = names?.map((name) => `/${name}`);
  const ofVersion = (version: string): string[] | undefined =>
    paths?.flatMap((path) => {
      const [, named, rest] = /^\/(v2)(\/.*)$/.exec(path) ?? [undefined, "v1", path];
      return named === version ? [rest!] : [];
    });
  const targets: PullTarget[] = [];
  for (const apiVersion of ["v1", "v2"]) {
    const only = ofVersion(apiVersion);
    if (only === undefined ? apiVersion === "v2" : only.length === 0) continue;
    const found = await pullTargets({ schemas: "", named: [endpoint], apiVersion, ...(base && { base }) });
    targets.push(...found.map((target) => ({ ...target, ...(source && { source }), ...(only && { only }) })));
  }
  if (base !== undefined && targets.length > 1) {
    throw new RefusedError("--base is that of one version: pin the APIs of v2 by themselves.");
  }
  return targets;
}
