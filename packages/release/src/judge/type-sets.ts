import type { OpenApiDocument, Operation, PathItem, Schema } from "@ovh-typed/codegen";

/**
 * The types that are judged, each made from the document that the published ones are made from:
 *
 * - `answers`, `requests`: enums list what they know and admit no more; of what is read every property has to be there,
 *   null or not: a program that reads one does not compile where there is none.
 * - `looseAnswers`, `looseRequests`: the same, but every enum that is open in the published types is any enum's member.
 *   What fits here alone differs in members of enums and in nothing else.
 * - `requestKeys`: the names of all that may be sent, and nothing of their types. What is sent and no longer taken does not
 *   compile where a program writes it down, but an assignment of types lets it pass.
 */
export const typeSets = ["answers", "looseAnswers", "requests", "looseRequests", "requestKeys"] as const;
export type TypeSet = (typeof typeSets)[number];

/** Whether a set is of what is answered; the others are of what is sent. */
export function isOfAnswers(set: TypeSet): boolean {
  return set === "answers" || set === "looseAnswers";
}

/** Prepares a document for the types of a set. */
export function documentOf(set: TypeSet, document: OpenApiDocument): OpenApiDocument {
  const schemaOf = writers[set];
  const operationOf = isOfAnswers(set) ? answering : asking(set === "requestKeys", schemaOf);
  const paths = Object.fromEntries(
    Object.entries(document.paths).map(([path, item]) => [path, mapOperations(item, operationOf)]),
  );
  const schemas = Object.fromEntries(
    Object.entries(document.components.schemas).map(([key, schema]) => [key, schemaOf(schema)]),
  );
  const held = reachable(paths, { ...schemas, ...anyMember });
  return { ...document, paths, components: { ...document.components, schemas: held } };
}

/** The components that something refers to, and that these do. */
function reachable(
  paths: OpenApiDocument["paths"],
  schemas: Readonly<Record<string, Schema>>,
): OpenApiDocument["components"]["schemas"] {
  const held: OpenApiDocument["components"]["schemas"] = {};
  const waiting = referredIn(paths);
  for (let key = waiting.pop(); key !== undefined; key = waiting.pop()) {
    if (Object.hasOwn(held, key) || !Object.hasOwn(schemas, key)) continue;
    held[key] = schemas[key]!;
    waiting.push(...referredIn(held[key]));
  }
  return held;
}

const reference = "#/components/schemas/";

function referredIn(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, held]) =>
    key === "$ref" && typeof held === "string" && held.startsWith(reference)
      ? [held.slice(reference.length)]
      : referredIn(held),
  );
}

type SchemaWriter = (schema: Schema) => Schema;

const writers: Record<TypeSet, SchemaWriter> = {
  answers: (schema) => withAllRequired(closed(schema)),
  looseAnswers: (schema) => withAllRequired(loose(schema)),
  requests: closed,
  looseRequests: loose,
  requestKeys: keys,
};

function mapOperations(item: PathItem, write: (operation: Operation) => Operation): PathItem {
  return Object.fromEntries(
    Object.entries(item).map(([key, value]) => [key, key === "servers" ? value : write(value as Operation)]),
  );
}

function answering({ operationId, responses }: Operation): Operation {
  return { operationId, responses };
}

/** The body's schema alone is written: parameters hold no models but enums, which are closed already. */
function asking(isOfKeys: boolean, schemaOf: SchemaWriter): (operation: Operation) => Operation {
  const parameterOf = (parameter: NonNullable<Operation["parameters"]>[number]): typeof parameter =>
    isOfKeys ? { name: parameter.name, in: parameter.in, required: true, schema: {} } : parameter;
  return ({ operationId, parameters, requestBody }) => ({
    operationId,
    responses: {},
    ...(parameters && { parameters: parameters.map(parameterOf) }),
    ...(requestBody && {
      requestBody: {
        ...(isOfKeys || requestBody.required ? { required: true } : {}),
        content: { "application/json": { schema: schemaOf(requestBody.content["application/json"].schema) } },
      },
    }),
  });
}

function withAllRequired(schema: Schema): Schema {
  return schema.properties ? { ...schema, required: Object.keys(schema.properties) } : schema;
}

/** An open enum is what it lists, and any text or number. */
function isOpenEnum({ anyOf: [listed, others] = [] }: Schema): boolean {
  return listed !== undefined && (others?.type === "string" || others?.type === "integer");
}

function closed(schema: Schema): Schema {
  return isOpenEnum(schema) ? { ...schema.anyOf![0]!, ...factsOf(schema) } : schema;
}

function loose(schema: Schema): Schema {
  if (!isOpenEnum(schema)) return schema;
  const key = schema.anyOf![1]!.type === "string" ? "judge.TextMember" : "judge.NumberMember";
  return { $ref: `${reference}${key}`, ...factsOf(schema) };
}

/** What a component is named by. */
function factsOf(schema: Schema): Schema {
  return Object.fromEntries(Object.entries(schema).filter(([key]) => key.startsWith("x-ovh-")));
}

/** A member of any enum: a text, but not every text. */
const anyMember: Readonly<Record<string, object>> = {
  "judge.TextMember": { allOf: [{ type: "string" }, branded()] },
  "judge.NumberMember": { allOf: [{ type: "integer" }, branded()] },
};

function branded(): object {
  return { type: "object", properties: { member: { type: "boolean" } }, required: ["member"] };
}

function keys(schema: Schema): Schema {
  const facts = factsOf(schema);
  if (schema.$ref !== undefined) return { $ref: schema.$ref, ...facts };
  const [first, other] = schema.anyOf ?? [];
  if (other?.type === "null") return { ...keys(first!), ...facts };
  if (schema.properties !== undefined) {
    const properties = Object.entries(schema.properties).map(([name, property]) => [name, keys(property)]);
    return withAllRequired({
      type: "object",
      ...facts,
      properties: Object.fromEntries(properties) as Record<string, Schema>,
    });
  }
  if (schema.items !== undefined) return { type: "array", ...facts, items: keys(schema.items) };
  if (schema.additionalProperties !== undefined) {
    return { type: "object", ...facts, additionalProperties: keys(schema.additionalProperties) };
  }
  return facts;
}
