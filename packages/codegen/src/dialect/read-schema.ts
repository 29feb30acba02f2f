import type { z } from "zod";
import { plain } from "../hidden-characters.js";
import { keyPathOf, parseWith, SchemaError } from "../schema-error.js";
import {
  type ApiFile,
  apiFile,
  type DialectModel,
  type DialectPath,
  type DialectProperty,
  fieldName,
  type IndexFile,
  indexFile,
  model,
  modelName,
  operation,
  operationPath,
  property,
} from "./schema-file.js";

/**
 * Reads an endpoint's index.
 *
 * @param content The file as served.
 * @param file Its name or URL, for messages.
 * @throws {SchemaError} With the file and the place when it is not one.
 */
export function readIndexFile(content: string, file: string): IndexFile {
  return parseWith(indexFile, parseJson(content, file), file);
}

/** One API's file, and what of it cannot be read, a line each: `PATCH /me, at httpMethod: …`. */
export interface ReadApiFile {
  readonly file: ApiFile;
  readonly leftOut: readonly string[];
}

/**
 * Reads one API's schema file. An operation, a model or a property that cannot be read is left out: it must not keep
 * the others from being pulled.
 *
 * @throws {SchemaError} With the file and the place when it is not one.
 */
export function readApiFile(content: string, file: string): ReadApiFile {
  const { apis, models, ...rest } = parseWith(apiFile, parseJson(content, file), file);
  const operations = apis?.reduce((sum, path) => sum + path.operations.length, 0) ?? 0;
  if (operations > maximumOperations) throw tooMany(file, "apis", maximumOperations, "operations");
  if (Object.keys(models ?? {}).length > maximumModels) throw tooMany(file, "models", maximumModels, "models");
  const leftOut: string[] = [];
  const keep = <T>(schema: z.ZodType<T>, value: unknown, name: string, place: readonly PropertyKey[] = []): T[] => {
    const { data, error } = schema.safeParse(value);
    if (error === undefined) return [data];
    leftOut.push(plain(`${name}${placeIn([...place, ...error.issues[0]!.path])}: ${error.issues[0]!.message}`));
    return [];
  };
  return {
    file: {
      ...rest,
      ...(apis && { apis: apis.map((path, index) => readPath(path, keep, file, index)) }),
      ...(models && { models: readModels(models, keep) }),
    },
    leftOut,
  };
}

/** What of a value can be read: itself in a list, or nothing, which is noted. */
type Keep = <T>(schema: z.ZodType<T>, value: unknown, name: string, place?: readonly PropertyKey[]) => T[];

type RawPath = NonNullable<z.infer<typeof apiFile>["apis"]>[number];

function readPath(path: RawPath, keep: Keep, file: string, index: number): DialectPath {
  if (/\/\.{1,2}(\/|$)/.test(path.path)) {
    throw new SchemaError(file, `apis[${index}].path`, "a path without dot segments expected");
  }
  const operations = path.operations.flatMap((value) => {
    const name = `${methodOf(value)} ${path.path}`;
    return keep(operationPath, path.path, name, ["path"]).flatMap(() => keep(operation, value, name));
  });
  return { ...path, operations };
}

function methodOf(value: unknown): string {
  const method: unknown = (value as { readonly httpMethod?: unknown } | null)?.httpMethod;
  return typeof method === "string" ? method : "?";
}

function readModels(models: Readonly<Record<string, unknown>>, keep: Keep): Record<string, DialectModel> {
  return Object.fromEntries(
    Object.entries(models).flatMap(([key, value]) =>
      keep(modelName, key, key).flatMap((name) =>
        keep(model, value, name).map(({ properties, ...rest }) => [
          name,
          { ...rest, ...(properties && { properties: readProperties(name, properties, keep) }) },
        ]),
      ),
    ),
  );
}

function readProperties(
  name: string,
  properties: Readonly<Record<string, unknown>>,
  keep: Keep,
): Record<string, DialectProperty> {
  return Object.fromEntries(
    Object.entries(properties).flatMap(([key, value]) =>
      keep(fieldName, key, name, ["properties", key]).flatMap(() =>
        keep(property, value, name, ["properties", key]).map((read) => [key, read]),
      ),
    ),
  );
}

function placeIn(path: readonly PropertyKey[]): string {
  return path.length === 0 ? "" : `, at ${keyPathOf(path)}`;
}

function parseJson(content: string, file: string): unknown {
  const start = content.trimStart();
  if (start.startsWith("<")) throw new SchemaError(file, "", "a JSON schema expected, found HTML or XML");
  refuseExcess(content, file);
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch (cause) {
    const problem = start === "" ? "the file is empty" : (cause as Error).message;
    throw new SchemaError(file, "", `not JSON that can be read (${problem})`, { cause });
  }
  // Few files have such a text at all, and those that have not need not be walked through.
  if (/__proto__|\$ref|\\u00[2567]/i.test(content)) refuseKeys(value, [], file);
  return value;
}

/** Refuses keys that mean something elsewhere: none of OVH's schemas has one. */
function refuseKeys(value: unknown, place: readonly PropertyKey[], file: string): void {
  if (typeof value !== "object" || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    const here = [...place, Array.isArray(value) ? Number(key) : key];
    if (key === "__proto__") throw new SchemaError(file, keyPathOf(here), "the key __proto__ is not accepted");
    if (key === "$ref" && typeof inner === "string") {
      throw new SchemaError(file, keyPathOf(here), `a reference, to ${inner}, is not followed`);
    }
    refuseKeys(inner, here, file);
  }
}

// No schema of OVH's comes near these: what does would cost more time and memory than any of them is worth.

/** The deepest that OVH serves has 7 levels. */
const maximumDepth = 100;
/** Keys and values of lists; the largest has 142,335. */
const maximumEntries = 500_000;
/** The largest has 1,138. */
const maximumOperations = 2500;
/** The largest has 886. */
const maximumModels = 2500;

function tooMany(file: string, place: string, maximum: number, what: string): SchemaError {
  return new SchemaError(
    file,
    place,
    `more than ${maximum.toLocaleString("en")} ${what}: too many for a schema of OVH's`,
  );
}

/** Refuses a JSON text that is nested too deeply, or holds too much, before it is read. */
function refuseExcess(text: string, file: string): void {
  let depth = 0;
  let entries = 0;
  let isQuoted = false;
  for (let index = 0; index < text.length; index++) {
    const character = text[index];
    if (isQuoted) {
      if (character === "\\") index++;
      else if (character === '"') isQuoted = false;
    } else if (character === '"') isQuoted = true;
    else if (character === "[" || character === "{") depth++;
    else if (character === "]" || character === "}") depth--;
    else if (character === "," || character === ":") entries++;
    if (depth > maximumDepth) throw new SchemaError(file, `character ${index}`, "nested too deeply");
    if (entries > maximumEntries) throw tooMany(file, `character ${index}`, maximumEntries, "keys and values");
  }
}
