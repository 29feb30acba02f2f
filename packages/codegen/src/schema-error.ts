import type { z } from "zod";
import { plain } from "./hidden-characters.js";

/** A schema, pin or override file that is not what it should be; the message names the file and the place in it. */
export class SchemaError extends Error {
  override readonly name = "SchemaError";
  /** The file or URL that was read. */
  readonly file: string;
  /** Where in the file, as a path of keys (`apis[3].operations[0].httpMethod`), or "" for the file as a whole. */
  readonly place: string;
  /** What is wrong there. */
  readonly problem: string;

  constructor(file: string, place: string, problem: string, options?: ErrorOptions) {
    super(plain(place === "" ? `${file}: ${problem}` : `${file}, at ${place}: ${problem}`), options);
    this.file = file;
    this.place = place;
    this.problem = problem;
  }
}

/**
 * Checks what a file holds.
 *
 * @throws {SchemaError} With the file and the place of the first thing that is wrong.
 */
export function parseWith<T>(schema: z.ZodType<T>, value: unknown, file: string): T {
  const { data, error } = schema.safeParse(value);
  if (error === undefined) return data;
  const issue = error.issues[0]!;
  throw new SchemaError(file, keyPathOf(issue.path), issue.message);
}

/** `["apis", 3, "path"]` → `apis[3].path`. */
export function keyPathOf(path: readonly PropertyKey[]): string {
  return path
    .map((key) => (typeof key === "number" ? `[${key}]` : `.${String(key)}`))
    .join("")
    .replace(/^\./, "");
}
