import { type Content, type Operation, type PathItem, referredKey, referTo, type Schema } from "./openapi.js";

/** Gives a component's key another. */
export type Rename = (key: string) => string;

/** A schema whose references lead to components of other names. */
export function renameInSchema(schema: Schema, rename: Rename): Schema {
  const { anyOf, items, properties, additionalProperties, propertyNames } = schema;
  const inner = (value: Schema): Schema => renameInSchema(value, rename);
  const key = referredKey(schema);
  return {
    ...schema,
    ...(key !== undefined && referTo(rename(key))),
    ...(anyOf && { anyOf: anyOf.map(inner) }),
    ...(items && { items: inner(items) }),
    ...(properties && { properties: mapValues(properties, inner) }),
    ...(additionalProperties && { additionalProperties: inner(additionalProperties) }),
    ...(propertyNames && { propertyNames: inner(propertyNames) }),
  };
}

/** The operations of a path, whose references lead to components of other names. */
export function renameInPathItem({ servers, ...operations }: PathItem, rename: Rename): PathItem {
  return {
    ...(servers && { servers }),
    ...mapValues(operations, (operation) => renameInOperation(operation, rename)),
  };
}

function renameInOperation(operation: Operation, rename: Rename): Operation {
  const { parameters, requestBody, responses, "x-ovh-item": item } = operation;
  const renamed = (content: Content): Content => ({
    "application/json": { schema: renameInSchema(content["application/json"].schema, rename) },
  });
  return {
    ...operation,
    ...(parameters && {
      parameters: parameters.map((parameter) => ({
        ...parameter,
        ...(parameter.schema && { schema: renameInSchema(parameter.schema, rename) }),
        ...(parameter.content && { content: renamed(parameter.content) }),
      })),
    }),
    ...(requestBody && { requestBody: { ...requestBody, content: renamed(requestBody.content) } }),
    responses: mapValues(responses, (response) =>
      "content" in response && response.content ? { ...response, content: renamed(response.content) } : response,
    ),
    ...(item !== undefined && { "x-ovh-item": rename(item) }),
  };
}

function mapValues<V>(record: Readonly<Record<string, V>>, map: (value: V) => V): Record<string, V> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}

/** The keys of the components that a schema refers to. */
export function referencesIn(schema: Schema): string[] {
  const { anyOf = [], items, properties = {}, additionalProperties, propertyNames } = schema;
  const parts = [...anyOf, items, ...Object.values(properties), additionalProperties, propertyNames];
  const key = referredKey(schema);
  return [...(key === undefined ? [] : [key]), ...parts.flatMap((part) => (part ? referencesIn(part) : []))];
}
