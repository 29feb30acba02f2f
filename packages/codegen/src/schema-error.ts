/** A schema, pin or override file that is not what it should be; the message names the file and the place in it. */
export class SchemaError extends Error {
  override readonly name = "SchemaError";
  /** The file or URL that was read. */
  readonly file: string;
  /** Where in the file, as a path of keys (`apis[3].operations[0].httpMethod`), or "" for the file as a whole. */
  readonly place: string;

  constructor(file: string, place: string, problem: string, options?: ErrorOptions) {
    super(place === "" ? `${file}: ${problem}` : `${file}, at ${place}: ${problem}`, options);
    this.file = file;
    this.place = place;
  }
}

/** `["apis", 3, "path"]` → `apis[3].path`. */
export function keyPathOf(path: readonly PropertyKey[]): string {
  return path
    .map((key) => (typeof key === "number" ? `[${key}]` : `.${String(key)}`))
    .join("")
    .replace(/^\./, "");
}
