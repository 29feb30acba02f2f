import { createRequire } from "node:module";
import type * as OpenapiTypescript from "openapi-typescript";
import type { GlobalContext, SchemaObject } from "openapi-typescript";
import type TypeScript from "typescript";
import type { Schema } from "../openapi/openapi.js";

// The types of fields are openapi-typescript's work; this module is the only one that knows it.

/** The names of a document's models in TypeScript, by the key of their component. */
export type TypeNames = ReadonlyMap<string, string>;

/**
 * Writes the type of a field: a reference, a primitive, a list or a map, each of which may be null as well.
 *
 * @param isSent Whether it is of a request.
 */
export function typeText(schema: Schema, names: TypeNames, isSent: boolean): string {
  compiler ??= loadCompiler();
  return compiler.print(renameReferences(write(schema, isSent, compiler), names, compiler));
}

/** What types are written with. */
interface Compiler extends Pick<typeof OpenapiTypescript, "transformSchemaObject"> {
  readonly ts: typeof TypeScript;
  print(type: TypeScript.TypeNode): string;
}

let compiler: Compiler | undefined;

// With the first type that is written: it takes a second, and who pulls schemas writes none.
function loadCompiler(): Compiler {
  const load = createRequire(import.meta.url);
  const ts = load("typescript") as typeof TypeScript;
  const { transformSchemaObject } = load("openapi-typescript") as typeof OpenapiTypescript;
  const emptyFile = ts.createSourceFile("types.d.ts", "", ts.ScriptTarget.ES2022, false, ts.ScriptKind.TS);
  const printer = ts.createPrinter({ newLine: ts.NewLineKind.LineFeed });
  return { ts, transformSchemaObject, print: (type) => printer.printNode(ts.EmitHint.Unspecified, type, emptyFile) };
}

function write(schema: Schema, isSent: boolean, compiler: Compiler): TypeScript.TypeNode {
  const transform = (value: SchemaObject): TypeScript.TypeNode | undefined =>
    isSent && isLong(value as Schema)
      ? compiler.ts.factory.createTypeReferenceNode(longAlias)
      : mapType(value as Schema, isSent, compiler);
  const context = { ...openapiTypeScriptContext, transform };
  return compiler.transformSchemaObject(schema as SchemaObject, { ctx: context });
}

/** What is sent of a long: a number as far as that is exact, or a bigint. */
export const longAlias = "Long";

function isLong({ type, format }: Schema): boolean {
  return type === "integer" && format === "int64";
}

/** A map is a record; one whose keys are an enum is partial (openapi-typescript does not look at `propertyNames`). */
function mapType(
  { type, propertyNames, additionalProperties }: Schema,
  isSent: boolean,
  compiler: Compiler,
): TypeScript.TypeNode | undefined {
  const { ts } = compiler;
  if (type !== "object" || !additionalProperties) return undefined;
  const key = propertyNames
    ? write(propertyNames, isSent, compiler)
    : ts.factory.createKeywordTypeNode(ts.SyntaxKind.StringKeyword);
  const record = ts.factory.createTypeReferenceNode("Record", [key, write(additionalProperties, isSent, compiler)]);
  return propertyNames ? ts.factory.createTypeReferenceNode("Partial", [record]) : record;
}

/** Replaces `components["schemas"]["nichandle.Nichandle"]` by the model's name. */
function renameReferences(root: TypeScript.TypeNode, names: TypeNames, { ts }: Compiler): TypeScript.TypeNode {
  const visit = (node: TypeScript.Node): TypeScript.Node => {
    if (ts.isIndexedAccessTypeNode(node) && ts.isLiteralTypeNode(node.indexType)) {
      const key = node.indexType.literal;
      const name = ts.isStringLiteral(key) ? names.get(key.text) : undefined;
      if (name !== undefined) return ts.factory.createTypeReferenceNode(name);
    }
    return ts.visitEachChild(node, visit, undefined);
  };
  return visit(root) as TypeScript.TypeNode;
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
