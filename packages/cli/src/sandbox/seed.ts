import { extname, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { Seed } from "@ovh-typed/sandbox";
import { readNamedFile } from "../read-file.js";
import { RefusedError } from "../refused-error.js";

/**
 * Reads a seed from a JSON file, or from the default export of a module, in JavaScript or TypeScript.
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

const importAsIs = async (path: string): Promise<unknown> => import(pathToFileURL(path).href);

/** What Node 20 cannot do, and newer ones do not do for all of TypeScript. */
async function importTypeScript(path: string): Promise<unknown> {
  const { createJiti } = await import("jiti");
  return createJiti(import.meta.url, { fsCache: false }).import(path);
}

async function importDefault(file: string): Promise<unknown> {
  try {
    const isTypeScript = /\.[cm]?ts$/.test(file);
    const module = await (isTypeScript ? importTypeScript : importAsIs)(resolve(file));
    return (module as { readonly default?: unknown }).default;
  } catch (error) {
    throw new RefusedError(`${file} cannot be imported: ${(error as Error).message}`);
  }
}
