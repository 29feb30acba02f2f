import { readFile } from "node:fs/promises";
import { RefusedError } from "./refused-error.js";

/**
 * The text of a file that the command line names.
 *
 * @throws {RefusedError} When it cannot be read.
 */
export async function readNamedFile(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    throw new RefusedError(`${file} cannot be read (${(error as NodeJS.ErrnoException).code}).`);
  }
}
