import { type GlobalContext, transformSchemaObject, type SchemaObject } from "openapi-typescript";
import ts from "typescript";
import { type OpenApiDocument, referredKey, type Schema } from "../openapi/openapi.js";
import { docComment, fieldComment, prose } from "./comment.js";
import { type Member, writeMember } from "./layout.js";
import { literal, propertyName } from "./literal.js";
import { typeName } from "./type-name.js";

/** The names of a document's models in TypeScript, by the key of their component. */
export type TypeNames = ReadonlyMap<string, string>;

/** Names every model of a document. */
export function nameModels(document: OpenApiDocument): TypeNames {
  return new Map(
    Object.entries(document.components.schemas).map(([key, schema]) => [
      key,
      typeName(schema["x-ovh-model"] ?? key, schema["x-ovh-view"]),
    ]),
  );
}

/**
 * Writes each model of a document as an exported interface, or as a type alias where it is no object. The types of
 * fields are openapi-typescript's work; this module is the only one that knows it.
 */
export function emitModels(document: OpenApiDocument, names: TypeNames): string {
  return Object.entries(document.components.schemas)
    .map(([key, schema]) => {
      const comment = docComment(schema.description ? prose(schema.description) : [], "");
      return `${comment}${declare(names.get(key)!, schema, names)}`;
    })
    .join("");
}

/** Writes the interface that finds a model's type by OVH's own name: what is read of it, where answers hold it. */
export function emitModelIndex(document: OpenApiDocument, names: TypeNames): string {
  const types = new Map<string, string>();
  for (const [key, schema] of Object.entries(document.components.schemas)) {
    const model = schema["x-ovh-model"] ?? key;
    if (schema["x-ovh-view"] === undefined || !types.has(model)) types.set(model, names.get(key)!);
  }
  const entries = [...types].map(([model, type]) => `\t${literal(model)}: ${type};\n`);
  return `export interface Models {\n${entries.join("")}}\n`;
}

function declare(name: string, schema: Schema, names: TypeNames): string {
  const isSent = schema["x-ovh-view"] !== undefined;
  const fields = fieldMembers(schema, names, isSent);
  if (fields.length === 0) {
    return `export type ${name} = ${enumText(schema, names) ?? typeText(schema, names, isSent)};\n`;
  }
  return `export interface ${name} {\n${fields.map((field) => writeMember(field, "\t")).join("")}}\n`;
}

/** The fields of an object, none where it has none. */
export function fieldMembers({ properties = {}, required }: Schema, names: TypeNames, isSent: boolean): Member[] {
  const isThere = new Set(required);
  return Object.entries(properties).map(([name, field]) => ({
    comment: fieldComment(field),
    name: `${propertyName(name)}${isThere.has(name) ? "" : "?"}`,
    type: typeText(field, names, isSent),
  }));
}

/** The members of an enum; an open one ends in a type that admits all others and does not make TypeScript forget them. */
function enumText({ enum: members, anyOf: [listed, others] = [] }: Schema, names: TypeNames): string | undefined {
  if (members) return members.map(literal).join("|");
  const type = others?.type === "integer" ? "number" : others?.type === "string" ? "string" : undefined;
  if (listed === undefined || type === undefined) return undefined;
  const key = referredKey(listed);
  const closed = key === undefined ? enumText(listed, names) : names.get(key);
  return `${closed}|(${type} & {})`;
}

/**
 * Writes the type of a field: a reference, a primitive, a list or a map, each of which may be null as well.
 *
 * @param isSent Whether it is of a request.
 */
export function typeText(schema: Schema, names: TypeNames, isSent: boolean): string {
  const type = renameReferences(write(schema, isSent), names);
  return printer.printNode(ts.EmitHint.Unspecified, type, emptyFile);
}

const emptyFile = ts.createSourceFile("types.d.ts", "", ts.ScriptTarget.ES2022, false, ts.ScriptKind.TS);
const printer = ts.createPrinter({ newLine: ts.NewLineKind.LineFeed });

function write(schema: Schema, isSent: boolean): ts.TypeNode {
  const transform = (value: SchemaObject): ts.TypeNode | undefined =>
    isSent && isLong(value as Schema) ? longType() : mapType(value as Schema, isSent);
  const context = { ...openapiTypeScriptContext, transform };
  return transformSchemaObject(schema as SchemaObject, { ctx: context });
}

/** What is sent of a long: a number as far as that is exact, or a bigint. */
export const longAlias = "Long";

function isLong({ type, format }: Schema): boolean {
  return type === "integer" && format === "int64";
}

function longType(): ts.TypeNode {
  return ts.factory.createTypeReferenceNode(longAlias);
}

/** A map is a record; one whose keys are an enum is partial (openapi-typescript does not look at `propertyNames`). */
function mapType({ type, propertyNames, additionalProperties }: Schema, isSent: boolean): ts.TypeNode | undefined {
  if (type !== "object" || !additionalProperties) return undefined;
  const key = propertyNames
    ? write(propertyNames, isSent)
    : ts.factory.createKeywordTypeNode(ts.SyntaxKind.StringKeyword);
  const record = ts.factory.createTypeReferenceNode("Record", [key, write(additionalProperties, isSent)]);
  return propertyNames ? ts.factory.createTypeReferenceNode("Partial", [record]) : record;
}

/** Replaces `components["schemas"]["nichandle.Nichandle"]` by the model's name. */
function renameReferences(root: ts.TypeNode, names: TypeNames): ts.TypeNode {
  const visit = (node: ts.Node): ts.Node => {
    if (ts.isIndexedAccessTypeNode(node) && ts.isLiteralTypeNode(node.indexType)) {
      const key = node.indexType.literal;
      const name = ts.isStringLiteral(key) ? names.get(key.text) : undefined;
      if (name !== undefined) return ts.factory.createTypeReferenceNode(name);
    }
    return ts.visitEachChild(node, visit, undefined);
  };
  return visit(root) as ts.TypeNode;
}

/** What openapi-typescript's own entry point sets up before it writes types. */
const openapiTypeScriptContext: GlobalContext = {
  additionalProperties: false,
  alphabetize: false,
  arrayLength: false,
  conditionalEnums: false,
  dedupeEnums: false,
  defaultNonNullable: true,
  discriminators: { objects: {}, refsHandled: [] },
  emptyObjectsUnknown: true,
  enum: false,
  enumValues: false,
  excludeDeprecated: false,
  exportType: false,
  generatePathParams: false,
  immutable: false,
  injectFooter: [],
  makePathsEnum: false,
  pathParamsAsTypes: false,
  postTransform: undefined,
  propertiesRequiredByDefault: false,
  readWriteMarkers: false,
  redoc: undefined as never, // only its own bundling asks for it
  rootTypes: false,
  rootTypesKeepCasing: false,
  rootTypesNoSchemaPrefix: false,
  silent: true,
  transform: undefined,
  transformProperty: undefined,
  resolve: () => undefined,
};
