import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type * as Codegen from "@ovh-typed/codegen";
import { RefusedError } from "../refused-error.js";

const name = "@ovh-typed/codegen";

/**
 * The generator, which is installed by those who want it: with its compiler it is larger than all else together. It is
 * looked for where the command runs, then beside the command.
 *
 * @throws {RefusedError} When it is installed in neither place; it says what to type.
 */
export async function loadCodegen(): Promise<typeof Codegen> {
  for (const place of [join(process.cwd(), "package.json"), import.meta.url]) {
    const file = resolveFrom(place);
    if (file !== undefined) return (await import(pathToFileURL(file).href)) as typeof Codegen;
  }
  throw new RefusedError(
    `What is below \`schema\` is the work of ${name}, which is not installed. Install it: npm install --save-dev ${name}`,
  );
}

function resolveFrom(place: string): string | undefined {
  try {
    return createRequire(place).resolve(name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "MODULE_NOT_FOUND") return undefined;
    throw error;
  }
}
