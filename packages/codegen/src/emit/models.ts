import { type GlobalContext, transformSchemaObject, type SchemaObject } from "openapi-typescript";
import ts from "typescript";
import { type OpenApiDocument, referredKey, type Schema } from "../openapi/openapi.js";
import { commentText, docComment } from "./comment.js";
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
 * Writes each model of a document as an exported interface, or as a type alias where it is no object. The types are
 * openapi-typescript's work, enums apart; this module is the only one that knows it.
 */
export function emitModels(document: OpenApiDocument, names: TypeNames): string {
  const file = ts.createSourceFile("models.d.ts", "", ts.ScriptTarget.ES2022, false, ts.ScriptKind.TS);
  const printer = ts.createPrinter({ newLine: ts.NewLineKind.LineFeed });
  return Object.entries(document.components.schemas)
    .map(([key, schema]) => {
      const name = names.get(key)!;
      const members = enumText(schema, names);
      const comment = docComment(schema.description ? [schema.description] : [], "");
      if (members !== undefined) return `${comment}export type ${name} = ${members};\n`;
      const declaration = declare(name, schema, names);
      const text = printer.printNode(ts.EmitHint.Unspecified, declaration, file).replace(/^( {4})+/gm, tabs);
      return `${comment}${text}\n`;
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
  const entries = [...types].map(([model, type]) => `\t${JSON.stringify(model)}: ${type};\n`);
  return `export interface Models {\n${entries.join("")}}\n`;
}

const exported = [ts.factory.createModifier(ts.SyntaxKind.ExportKeyword)];

function declare(name: string, schema: Schema, names: TypeNames): ts.Statement {
  const type = renameReferences(write(schema, names), names);
  return schema.type === "object" && ts.isTypeLiteralNode(type)
    ? ts.factory.createInterfaceDeclaration(exported, name, undefined, undefined, type.members)
    : ts.factory.createTypeAliasDeclaration(exported, name, undefined, type);
}

/** The members of an enum; an open one ends in a type that admits all others and does not make TypeScript forget them. */
function enumText({ enum: members, anyOf: [listed, others] = [] }: Schema, names: TypeNames): string | undefined {
  if (members) return members.map((member) => JSON.stringify(member)).join("|");
  const type = others?.type === "integer" ? "number" : others?.type === "string" ? "string" : undefined;
  if (listed === undefined || type === undefined) return undefined;
  const key = referredKey(listed);
  const closed = key === undefined ? enumText(listed, names) : names.get(key);
  return `${closed}|(${type} & {})`;
}

function write(schema: Schema, names: TypeNames): ts.TypeNode {
  const isSent = schema["x-ovh-view"] !== undefined;
  const transform = (value: SchemaObject): ts.TypeNode | undefined =>
    isSent && isLong(value as Schema) ? longType(value as Schema) : enumKeyedMap(value, names);
  const context = { ...openapiTypeScriptContext, transform };
  return transformSchemaObject(schema as SchemaObject, { ctx: context });
}

/** What is sent of a long: a number as far as that is exact, or a bigint. */
export const longAlias = "Long";

/** Whether a schema is a long, or one that can be null. */
export function isLong({ type, format }: Schema): boolean {
  return [type].flat().includes("integer") && format === "int64";
}

function longType({ type }: Schema): ts.TypeNode {
  const long = ts.factory.createTypeReferenceNode(longAlias);
  const nothing = ts.factory.createLiteralTypeNode(ts.factory.createNull());
  return [type].flat().includes("null") ? ts.factory.createUnionTypeNode([long, nothing]) : long;
}

/** A map whose keys are an enum is partial; openapi-typescript does not look at `propertyNames`. */
function enumKeyedMap(schema: SchemaObject, names: TypeNames): ts.TypeNode | undefined {
  const { type, propertyNames, additionalProperties } = schema as Schema;
  if (type !== "object" || !propertyNames || !additionalProperties) return undefined;
  const record = ts.factory.createTypeReferenceNode("Record", [
    write(propertyNames, names),
    write(additionalProperties, names),
  ]);
  return ts.factory.createTypeReferenceNode("Partial", [record]);
}

/** Replaces `components["schemas"]["nichandle.Nichandle"]` by the model's name, and drops comments that say nothing. */
function renameReferences(root: ts.TypeNode, names: TypeNames): ts.TypeNode {
  const visit = (node: ts.Node): ts.Node => {
    if (ts.isIndexedAccessTypeNode(node) && ts.isLiteralTypeNode(node.indexType)) {
      const literal = node.indexType.literal;
      const name = ts.isStringLiteral(literal) ? names.get(literal.text) : undefined;
      if (name !== undefined) return ts.factory.createTypeReferenceNode(name);
    }
    const visited = ts.visitEachChild(node, visit, undefined);
    if (ts.isPropertySignature(visited)) {
      const comments = ts.getSyntheticLeadingComments(visited)?.filter(({ text }) => !saysNothing.test(text));
      ts.setSyntheticLeadingComments(
        visited,
        comments?.map((comment) => ({ ...comment, text: commentText(comment.text) })),
      );
    }
    return visited;
  };
  return visit(root) as ts.TypeNode;
}

/** The formats of plain numbers and texts tell a reader nothing that the type does not. */
const saysNothing = /^\* Format: (int64|double|text) $/;

/** One tab for four spaces: a region has some 80,000 indented lines. */
function tabs(indent: string): string {
  return "\t".repeat(indent.length / 4);
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
