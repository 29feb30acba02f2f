import { type OpenApiDocument, referredKey, type Schema } from "../openapi/openapi.js";
import { docComment, fieldComment, prose } from "./comment.js";
import { type TypeNames, typeText } from "./field-type.js";
import { type Member, writeMember } from "./layout.js";
import { literal, propertyName } from "./literal.js";
import { typeName } from "./type-name.js";

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
 * Writes each model of a document as an exported interface, or as a type alias where it is no object.
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
