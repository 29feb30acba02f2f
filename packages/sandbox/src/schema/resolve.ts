import type { JsonSchema, OpenApiDocument } from "./openapi.js";

const componentPrefix = "#/components/schemas/";

// By the document and the reference.
const followed = new WeakMap<OpenApiDocument, Map<string, JsonSchema>>();

/** A schema with its `$ref` followed, however many stand in a row. */
export function resolveReference(document: OpenApiDocument, schema: JsonSchema): JsonSchema {
  const { $ref } = schema;
  if (!$ref?.startsWith(componentPrefix)) return schema;
  const known = followed.get(document) ?? new Map<string, JsonSchema>();
  followed.set(document, known);
  let resolved = known.get($ref);
  if (resolved === undefined) {
    const name = decodeURIComponent($ref.slice(componentPrefix.length)).replaceAll("~1", "/").replaceAll("~0", "~");
    const component = document.components?.schemas?.[name];
    resolved = component ? resolveReference(document, component) : {};
    known.set($ref, resolved);
  }
  return resolved;
}

/** The alternatives of a schema, references followed and `null` left out: usually itself alone. */
function alternativesOf(document: OpenApiDocument, schema: JsonSchema): readonly JsonSchema[] {
  const resolved = resolveReference(document, schema);
  const choices = resolved.anyOf ?? resolved.oneOf;
  if (!choices) return resolved.type === "null" ? [] : [resolved];
  return choices.flatMap((choice) => alternativesOf(document, choice));
}

/** Whether a value of this JSON type, other than null, may stand here. */
export function allowsType(document: OpenApiDocument, schema: JsonSchema, type: string): boolean {
  return alternativesOf(document, schema).some((choice) => [choice.type].flat().includes(type));
}

/** The schema of a list's items; one that takes everything where the list says nothing of them. */
export function itemsOf(document: OpenApiDocument, schema: JsonSchema): JsonSchema {
  return alternativesOf(document, schema).find(({ items }) => items)?.items ?? {};
}

/** The members of an enum; none where a schema is not one. */
export function membersOf(document: OpenApiDocument, schema: JsonSchema): readonly unknown[] {
  return alternativesOf(document, schema).flatMap((choice) => choice.enum ?? []);
}

/**
 * The declared properties of an object schema, those of its `allOf` parts included.
 *
 * @returns Undefined when the schema declares none, and so says nothing about names.
 */
export function propertiesOf(
  document: OpenApiDocument,
  schema: JsonSchema,
): Readonly<Record<string, JsonSchema>> | undefined {
  const merged: Record<string, JsonSchema> = {};
  for (const choice of alternativesOf(document, schema)) {
    for (const part of choice.allOf ?? []) Object.assign(merged, propertiesOf(document, part));
    Object.assign(merged, choice.properties);
  }
  return Object.keys(merged).length > 0 ? merged : undefined;
}
