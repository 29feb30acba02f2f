import { readFile, stat } from "node:fs/promises";
import { SchemaError } from "./schema-error.js";

/** The text of a file; undefined where there is none. */
export async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** Whether there is a file or a folder. */
export async function isThere(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

/** Whether an operation failed because there is no such file or folder. */
export function isMissing(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === "ENOENT";
}

/**
 * Reads the text of a JSON file.
 *
 * @param file Its name, for the error.
 * @throws {SchemaError} When it is no JSON.
 */
export function parseJson(content: string, file: string): unknown {
  try {
    return JSON.parse(content);
  } catch (cause) {
    throw new SchemaError(file, "", `not JSON (${(cause as Error).message})`, { cause });
  }
}
