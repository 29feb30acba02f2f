import { byCodeUnit } from "../compare.js";
import { primitives } from "../dialect/primitives.js";
import { formatType, type TypeExpression } from "../dialect/type-expression.js";
import { type Model, type Models, modelsIn } from "./models.js";
import { componentKey } from "./names.js";
import { referTo, type Schema } from "./openapi.js";
import { isRequired, isWritable, type View, type Views } from "./views.js";

/** Turns the types of one API into schemas. */
export interface SchemaWriter {
  /** The schema of a type, seen from a request or an answer. */
  schemaOf(type: TypeExpression, view: View): Schema;
  /** `components.schemas`: every model in the views that the API needs. */
  components(): Record<string, Schema>;
  /** Names that are neither a primitive nor a model; they became `unknown`. */
  readonly unknownTypes: ReadonlySet<string>;
}

/** Makes the writer of one API's schemas. */
export function createSchemaWriter(models: Models, views: Views): SchemaWriter {
  const unknownTypes = new Set<string>();

  const keyOf = (model: string, view: View): string => {
    const key = componentKey(model);
    if (view === "read" || !views.differ(model)) return key;
    // A model of OVH's own may already be called so.
    return models.isPinned(`${model}.Input`) ? `${key}.Input-view` : `${key}.Input`;
  };

  const schemaOf = (type: TypeExpression, view: View): Schema => {
    switch (type.kind) {
      case "array":
        return { type: "array", items: schemaOf(type.items, view) };
      case "map": {
        const isEnum = modelsIn(type.key, models).some((model) => model.members !== undefined);
        return {
          type: "object",
          additionalProperties: schemaOf(type.value, view),
          ...(isEnum && { propertyNames: schemaOf(type.key, view) }),
        };
      }
      case "alias":
        return { ...schemaOf(type.wire, view), "x-ovh-type": formatType(type) };
      case "name": {
        const name = formatType(type);
        const primitive = primitives.get(name);
        if (primitive) return primitive;
        if (models.get(name)) return referTo(keyOf(name, view));
        unknownTypes.add(name);
        return { "x-ovh-type": name };
      }
    }
  };

  const enumSchema = (model: Model, members: readonly (string | number)[]): Schema => {
    const type = members.every((member) => typeof member === "number") ? "integer" : "string";
    const described = model.description && { description: model.description };
    const closed: Schema = { type, enum: members };
    if (members.length === 0) return { type: "string", ...described };
    return views.isOpen(model.name) ? { anyOf: [closed, { type }], ...described } : { ...closed, ...described };
  };

  const objectSchema = (model: Model, view: View): Schema => {
    const properties: Record<string, Schema> = {};
    const required: string[] = [];
    for (const [name, property] of model.properties) {
      if (view === "write" && !isWritable(property)) continue;
      const schema = schemaOf(property.type, view);
      properties[name] = {
        ...(property.nullable ? nullable(schema) : schema),
        ...(property.description && { description: property.description }),
      };
      if (isRequired(property, view)) required.push(name);
    }
    return {
      type: "object",
      ...(model.description && { description: model.description }),
      properties,
      ...(required.length > 0 && { required }),
    };
  };

  const component = (name: string, view: View): [string, Schema] => {
    const model = models.get(name)!;
    const key = keyOf(name, view);
    return [
      key,
      {
        ...(model.members ? enumSchema(model, model.members) : objectSchema(model, view)),
        ...(key !== name && { "x-ovh-model": name }),
        ...(view === "write" && { "x-ovh-view": "write" as const }),
      },
    ];
  };

  return {
    schemaOf,
    unknownTypes,
    components: () =>
      Object.fromEntries(
        [
          ...[...views.read].map((name) => component(name, "read")),
          ...[...views.write].map((name) => component(name, "write")),
        ].sort(([a], [b]) => byCodeUnit(a, b)),
      ),
  };
}

/** A schema that admits null as well. */
function nullable(schema: Schema): Schema {
  if (schema.$ref !== undefined) return { anyOf: [schema, { type: "null" }] };
  return typeof schema.type === "string" && schema.type !== "null"
    ? { ...schema, type: [schema.type, "null"] }
    : schema;
}
