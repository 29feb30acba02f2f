import { extname, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { Seed } from "@ovh-typed/sandbox";
import { readNamedFile } from "../read-file.js";
import { RefusedError } from "../refused-error.js";

/**
 * Reads a seed from a JSON file, or from the default export of a module.
 *
 * @throws {RefusedError} For a file that cannot be read, or that holds no object.
 */
export async function readSeed(file: string): Promise<Seed> {
  const seed = extname(file) === ".json" ? await readJson(file) : await importDefault(file);
  if (typeof seed === "object" && seed !== null && !Array.isArray(seed)) return seed as Seed;
  throw new RefusedError(`${file} has to hold an object whose keys are paths of lists, such as "/domain/zone".`);
}

async function readJson(file: string): Promise<unknown> {
  const text = await readNamedFile(file);
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new RefusedError(`${file} is not JSON: ${(error as Error).message}`);
  }
}

async function importDefault(file: string): Promise<unknown> {
  try {
    const module = (await import(pathToFileURL(resolve(file)).href)) as { readonly default?: unknown };
    return module.default;
  } catch (error) {
    // Node 22.18 and newer read TypeScript.
    throw new RefusedError(`${file} cannot be imported: ${(error as Error).message}`);
  }
}
