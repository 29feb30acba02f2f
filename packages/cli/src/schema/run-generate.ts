import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { print } from "../output.js";
import { RefusedError } from "../refused-error.js";
import { loadCodegen } from "./codegen.js";
import { chosenPins } from "./folder.js";

/** The options of `schema generate`. */
export interface GenerateOptions {
  readonly schemas: string;
  readonly output?: string;
  readonly json?: boolean;
}

/**
 * Generates from the pins of the endpoints named, or all.
 *
 * @throws {RefusedError} When foreign files would be lost.
 */
export async function runGenerate(named: readonly string[], options: GenerateOptions): Promise<void> {
  const { schemas, output, json } = options;
  const { generateProject, generateRegion } = await loadCodegen();
  if (output === undefined) {
    const { folder, endpoints } = await generateProject(process.cwd());
    const made = endpoints.map((endpoint) => ({ endpoint, output: join(folder, endpoint) }));
    print({ json: made, text: listed(made) }, json);
    return;
  }
  const endpoints = await chosenPins(schemas, named);
  const targets = endpoints.map((endpoint) => ({ endpoint, output: join(output, endpoint) }));
  // All of them before the first is written.
  for (const target of targets) await refuseForeign(target.output);
  for (const target of targets) await generateRegion({ schemas, ...target });
  print({ json: targets, text: listed(targets) }, json);
}

function listed(targets: readonly { readonly endpoint: string; readonly output: string }[]): string {
  return targets.map(({ endpoint, output }) => `${endpoint}: ${output}`).join("\n");
}

/** What every generated folder has, and hardly any other. */
const signs = ["operations.d.ts", "tables.js"];

/** Refuses a folder that holds anything but generated files: its content would be lost. */
async function refuseForeign(folder: string): Promise<void> {
  const files = await readdir(folder).catch((error: NodeJS.ErrnoException): string[] => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
  if (files.length === 0 || signs.every((sign) => files.includes(sign))) return;
  throw new RefusedError(
    `${folder} holds files that were not generated, and would be replaced as a whole: choose another --output, or empty it.`,
  );
}
