import { type Fields, isFields } from "../schema/fields.js";
import type { JsonSchema, OpenApiDocument } from "../schema/openapi.js";
import { resolveReference } from "../schema/resolve.js";
import type { Formats } from "./formats.js";

/** What is wrong with a value, and where in it. */
export interface Problem {
  readonly keyword: "missing" | "not described" | "invalid";
  /** The names and indexes that lead to what is wrong; to what is missing, where that is it. */
  readonly path: readonly string[];
  /** Says what a value has to be, such as `must be integer`. */
  readonly says: string;
}

/** What a value is held against, beside its schema. */
export interface Rules {
  /** Where references lead. */
  readonly document: OpenApiDocument;
  readonly formats: Formats;
}

const types: Readonly<Record<string, (value: unknown) => boolean>> = {
  string: (value) => typeof value === "string",
  integer: (value) => Number.isInteger(value),
  number: (value) => Number.isFinite(value),
  boolean: (value) => typeof value === "boolean",
  null: (value) => value === null,
  array: (value) => Array.isArray(value),
  object: isFields,
};

const invalid = (says: string): Problem => ({ keyword: "invalid", path: [], says });

/**
 * The first thing that is wrong with a value by its schema, by those keywords of JSON Schema that OVH's dialect comes to.
 *
 * @returns Undefined when the value fits.
 */
export function problemIn(value: unknown, schema: JsonSchema, rules: Rules): Problem | undefined {
  const { $ref, anyOf, type, enum: members } = schema;
  if ($ref !== undefined) return problemIn(value, resolveReference(rules.document, schema), rules);
  if (anyOf !== undefined) {
    const problems = anyOf.map((choice) => problemIn(value, choice, rules));
    return problems.includes(undefined) ? undefined : problems[0];
  }
  if (type !== undefined && !isOf(type, value)) return invalid(`must be ${[type].flat().join(",")}`);
  if (members !== undefined && !members.includes(value)) {
    return invalid(`must be equal to one of the allowed values: ${members.join(", ")}`);
  }
  if (typeof value === "string") return problemInText(value, schema, rules);
  if (Array.isArray(value)) return problemInList(value, schema, rules);
  return isFields(value) ? problemInFields(value, schema, rules) : undefined;
}

function isOf(type: NonNullable<JsonSchema["type"]>, value: unknown): boolean {
  if (typeof type === "string") return types[type]?.(value) === true;
  return type.length === 0 || type.some((name) => types[name]?.(value));
}

function problemInText(value: string, { format, pattern }: JsonSchema, { formats }: Rules): Problem | undefined {
  if (format !== undefined && formats[format]?.check(value) === false) return invalid(`must match format "${format}"`);
  if (pattern !== undefined && !new RegExp(pattern, "u").test(value)) return invalid(`must match pattern "${pattern}"`);
  return undefined;
}

function problemInList(
  value: readonly unknown[],
  { items, minItems = 0 }: JsonSchema,
  rules: Rules,
): Problem | undefined {
  if (value.length < minItems) return invalid(`must NOT have fewer than ${minItems} items`);
  return items && first(value.entries(), ([index, item]) => inside(String(index), problemIn(item, items, rules)));
}

function problemInFields(value: Fields, schema: JsonSchema, rules: Rules): Problem | undefined {
  const { properties = {}, required = [], additionalProperties = true, propertyNames } = schema;
  const missing = required.find((name) => !Object.hasOwn(value, name));
  if (missing !== undefined) return { keyword: "missing", path: [missing], says: "is missing" };
  return first(Object.entries(value), ([name, field]) => {
    const strange = propertyNames && problemIn(name, propertyNames, rules);
    if (strange !== undefined) return inside(name, strange);
    const property = Object.hasOwn(properties, name) ? properties[name] : additionalProperties;
    if (property === false) return { keyword: "not described", path: [name], says: "is not described" };
    return typeof property === "object" ? inside(name, problemIn(field, property, rules)) : undefined;
  });
}

const inside = (name: string, problem: Problem | undefined): Problem | undefined =>
  problem && { ...problem, path: [name, ...problem.path] };

function first<T>(items: Iterable<T>, problemOf: (item: T) => Problem | undefined): Problem | undefined {
  for (const item of items) {
    const problem = problemOf(item);
    if (problem !== undefined) return problem;
  }
  return undefined;
}
