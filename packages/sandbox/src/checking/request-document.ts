import { isFields } from "../schema/fields.js";
import type { JsonSchema, OpenApiDocument } from "../schema/openapi.js";

/** The alternative that opens an enum: its type, and nothing more. */
const opens = (choice: unknown): boolean =>
  isFields(choice) && Object.keys(choice).length === 1 && "type" in choice && choice["type"] !== "null";

const lists = (choice: unknown): boolean => isFields(choice) && ("enum" in choice || "$ref" in choice);

function withoutOpening(choices: readonly unknown[]): readonly unknown[] {
  return choices.some(lists) ? choices.filter((choice) => !opens(choice)) : choices;
}

function closeEnums<T>(value: T): T;
function closeEnums(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => closeEnums<unknown>(item));
  if (!isFields(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, child]) => {
      const kept = key === "anyOf" && Array.isArray(child) ? withoutOpening(child) : child;
      return [key, closeEnums(kept)];
    }),
  );
}

/**
 * A model as it may be sent: with no name that neither it nor what is read of it has. (What was read, changed and sent
 * back holds read-only fields, which are ignored.)
 */
function closeNames(schema: JsonSchema, read: JsonSchema | undefined): JsonSchema {
  if (schema.properties === undefined) return schema;
  const ignored = Object.fromEntries(Object.keys(read?.properties ?? {}).map((name) => [name, {}]));
  return { ...schema, properties: { ...ignored, ...schema.properties }, additionalProperties: false };
}

/**
 * A document as requests are checked against. Published types leave the enums of answers open, since OVH may add a
 * member, and objects as open as TypeScript's; what OVH is sent, it refuses when it does not know it.
 */
export function requestDocument(document: OpenApiDocument): OpenApiDocument {
  const schemas = Object.entries(document.components?.schemas ?? {});
  const nameOf = (key: string, schema: JsonSchema): unknown => schema["x-ovh-model"] ?? key;
  const readOf = new Map(
    schemas.filter(([, schema]) => !schema["x-ovh-view"]).map(([key, schema]) => [nameOf(key, schema), schema]),
  );
  const closed = schemas.map(([key, schema]) => [key, closeNames(schema, readOf.get(nameOf(key, schema)))] as const);
  return closeEnums({ ...document, components: { ...document.components, schemas: Object.fromEntries(closed) } });
}
