import { primitives } from "../dialect/primitives.js";
import { formatType, parseType, type TypeExpression } from "../dialect/type-expression.js";
import { pathPrefix, toOpenApi } from "../openapi/document.js";
import { methods, type OpenApiDocument, type Operation, referredKey, type Schema } from "../openapi/openapi.js";
import type { View } from "../openapi/views.js";
import { type Field, formatField, type PinnedApi, type PinnedModel, type PinnedOperation } from "../pin/notation.js";
import type { Snapshot } from "./snapshot.js";

// A package carries the OpenAPI documents of its pin. They say all that an operation shows, but not what nobody sends or
// is answered: what is compared with a package is read from documents too.

/** What a region's package carries: its manifest, and the documents of its APIs by version and path. */
export interface PackageSchemas {
  readonly endpoint: string;
  readonly versions: Snapshot["versions"];
  readonly documents: readonly { readonly version: string; readonly api: string; readonly document: OpenApiDocument }[];
}

/** The schemas that a package was made from, as far as its documents tell. */
export function packageSnapshot({ endpoint, versions, documents }: PackageSchemas): Snapshot {
  return {
    endpoint,
    versions,
    isOfDocuments: true,
    apis: documents.map(({ version, api, document }) => ({
      version,
      pin: pinOf(document, api, pathPrefix(version)),
      overrides: {},
    })),
  };
}

/** A snapshot as a package that is made from it would tell it. */
export function throughDocuments(snapshot: Snapshot): Snapshot {
  if (snapshot.isOfDocuments) return snapshot;
  const { endpoint, versions, apis } = snapshot;
  const documents = apis.map(({ version, pin, overrides }) => {
    const { source } = versions[version]!;
    return { version, api: pin.api, document: toOpenApi(pin, { endpoint, version, source, overrides }).document };
  });
  return packageSnapshot({ endpoint, versions, documents });
}

function pinOf({ paths, components }: OpenApiDocument, api: string, prefix: string): PinnedApi {
  const names = new Map(
    Object.entries(components.schemas).map(([key, schema]) => [key, schema["x-ovh-model"] ?? key] as const),
  );
  const read = createReader(names);
  const operations = Object.entries(paths).flatMap(([path, item]) =>
    methods.flatMap((method) => {
      const operation = item[method];
      const key = `${method.toUpperCase()} ${path.slice(prefix.length)}`;
      return operation === undefined ? [] : [[key, operationOf(operation, read)] as const];
    }),
  );
  return { api, operations: Object.fromEntries(operations), models: modelsOf(components.schemas, names, read) };
}

/** What a schema says of a value. */
interface Value {
  readonly type: TypeExpression;
  readonly isNullable: boolean;
}

type Reader = (schema: Schema) => Value;

const primitiveNames = new Map([...primitives].map(([name, { type, format }]) => [`${type} ${format}`, name]));

/** Reads types back from schemas; the inverse of what writes them. */
function createReader(names: ReadonlyMap<string, string>): Reader {
  const typeOf = (schema: Schema): TypeExpression => {
    const key = referredKey(schema);
    if (key !== undefined) return parseType(names.get(key) ?? key);
    const { "x-ovh-type": written, items, additionalProperties, propertyNames, format, type } = schema;
    if (written !== undefined) return parseType(written);
    if (items !== undefined) return { kind: "array", items: typeOf(items) };
    if (additionalProperties !== undefined) {
      const index = propertyNames === undefined ? parseType("string") : typeOf(propertyNames);
      return { kind: "map", key: index, value: typeOf(additionalProperties) };
    }
    return parseType(primitiveNames.get(`${typeof type === "object" ? type[0] : type} ${format}`) ?? "any");
  };
  return (schema) => {
    const [one, other] = schema.anyOf ?? [];
    if (one !== undefined && other?.type === "null") return { type: typeOf(one), isNullable: true };
    return { type: typeOf(schema), isNullable: typeof schema.type === "object" };
  };
}

function operationOf(operation: Operation, read: Reader): PinnedOperation {
  const { parameters = [], requestBody, responses, security, "x-ovh-status": status } = operation;
  const fields = (kind: string): Record<string, string> =>
    Object.fromEntries(
      parameters
        .filter((parameter) => parameter.in === kind)
        .map(({ name, required = false, schema, content }) => [
          name,
          fieldOf(read(schema ?? content!["application/json"].schema), { required: required && kind !== "path" }),
        ]),
    );
  const sent = requestBody?.content["application/json"].schema;
  const body = sent && (sent.properties === undefined ? fieldOf(read(sent), requestBody) : fieldsOf(sent, read));
  const answers = Object.entries(responses).flatMap(([answered, response]) => {
    if (answered === "default" || !("description" in response)) return [];
    const schema = response.content?.["application/json"].schema;
    return [[answered, schema === undefined ? "void" : formatType(read(schema).type)] as const];
  });
  const described = {
    "x-ovh-deprecated": "deprecated",
    "x-ovh-iam": "iam",
    "x-ovh-errors": "errors",
    "x-ovh-operation-id": "operationId",
  } as const;
  const isUsual = answers.every(([answered]) => answered === "200");
  const [usual] = answers;
  return {
    path: fields("path"),
    query: fields("query"),
    headers: fields("header"),
    ...(body !== undefined && { body }),
    ...(isUsual && usual !== undefined && usual[1] !== "void" && { returns: usual[1] }),
    ...(!isUsual && { responses: Object.fromEntries(answers) }),
    ...(status !== undefined && { status }),
    ...(security?.length === 0 && { unsigned: true as const }),
    ...Object.fromEntries(
      Object.entries(described).flatMap(([key, name]) => {
        const value = operation[key as keyof typeof described];
        return value === undefined ? [] : [[name, value]];
      }),
    ),
  };
}

function fieldOf({ type, isNullable }: Value, { required = false }: { readonly required?: boolean } = {}): string {
  return formatField({ type: formatType(type), nullable: isNullable, readOnly: false, required });
}

function fieldsOf({ properties = {}, required = [] }: Schema, read: Reader): Record<string, string> {
  return Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => [
      name,
      fieldOf(read(schema), { required: required.includes(name) }),
    ]),
  );
}

function modelsOf(
  schemas: Readonly<Record<string, Schema>>,
  names: ReadonlyMap<string, string>,
  read: Reader,
): Record<string, PinnedModel> {
  const views = new Map<string, Partial<Record<View, Schema>>>();
  for (const [key, schema] of Object.entries(schemas)) {
    const name = names.get(key)!;
    views.set(name, { ...views.get(name), [schema["x-ovh-view"] ?? "read"]: schema });
  }
  return Object.fromEntries(
    [...views].map(([name, { read: answered, write, update }]) => {
      const sent = write ?? update;
      const schema = answered ?? sent!;
      const listed = listedBy(schema, schemas);
      return [name, listed ?? { properties: propertiesOf(schema, answered && sent, answered !== undefined, read) }];
    }),
  );
}

/** The members of an enum, which another component may list; undefined of an object. */
function listedBy(schema: Schema, schemas: Readonly<Record<string, Schema>>): PinnedModel | undefined {
  const [closed = schema] = schema.anyOf ?? [];
  const key = referredKey(closed);
  const { type, enum: members = [], properties } = key === undefined ? closed : schemas[key]!;
  if (properties !== undefined) return undefined;
  return { enum: members, ...(type === "integer" && { enumType: "long" }) };
}

/** The properties of a model: of what is answered, where there is such a view, and what may be sent of it. */
function propertiesOf(
  { properties = {}, required = [] }: Schema,
  sent: Schema | undefined,
  isAnswered: boolean,
  read: Reader,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => {
      const { type, isNullable } = read(schema);
      const field: Field = {
        type: formatType(type),
        // What an answer need not hold may be null.
        nullable: isNullable || (isAnswered && !required.includes(name)),
        readOnly: sent?.properties !== undefined && !Object.hasOwn(sent.properties, name),
        required: (sent === undefined ? required : (sent.required ?? [])).includes(name),
      };
      return [name, formatField(field)];
    }),
  );
}
