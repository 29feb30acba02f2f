import { byCodeUnit } from "../compare.js";
import { primitives } from "../dialect/primitives.js";
import { formatType, type TypeExpression } from "../dialect/type-expression.js";
import { type Model, type Models, modelsIn, reportedName } from "./models.js";
import { componentKey, distinctNames, identityOf } from "./names.js";
import { referTo, type Schema } from "./openapi.js";
import { isRequired, propertiesIn, type View, type Views } from "./views.js";

/** Turns the types of one API into schemas. */
export interface SchemaWriter {
  /** The schema of a type, seen from a request or an answer. */
  schemaOf(type: TypeExpression, view: View): Schema;
  /** The key of the component that is a model in a view. */
  keyOf(model: string, view: View): string;
  /** `components.schemas`: every model in the views that the API needs. */
  components(): Record<string, Schema>;
  /** Names that are neither a primitive nor a model; they became `unknown`. */
  readonly unknownTypes: ReadonlySet<string>;
}

/** Makes the writer of one API's schemas. */
export function createSchemaWriter(models: Models, views: Views): SchemaWriter {
  const unknownTypes = new Set<string>();

  const needed = (["read", "write", "update"] as const).flatMap((view) =>
    [...views.models[view]].sort(byCodeUnit).map((model) => ({ model, view })),
  );
  const keys = distinctNames(
    needed.map(({ model, view }) => [identityOf(model, view), componentKey(model, view)] as const),
  );
  const keyOf = (model: string, view: View): string => keys.get(identityOf(model, views.viewOf(model, view)))!;

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
        unknownTypes.add(reportedName(name));
        return { "x-ovh-type": name };
      }
    }
  };

  const enumSchema = (model: Model, members: readonly (string | number)[], view: View): Schema => {
    const type = members.every((member) => typeof member === "number") ? "integer" : "string";
    const described = model.description && { description: model.description };
    const closed: Schema = { type, enum: members };
    if (members.length === 0) return { type: "string", ...described };
    if (!views.isOpen(model.name, view)) return { ...closed, ...described };
    const listed = views.models.write.has(model.name) ? referTo(keyOf(model.name, "write")) : closed;
    return { anyOf: [listed, { type }], ...described };
  };

  const objectSchema = (model: Model, view: View): Schema => {
    const properties: Record<string, Schema> = {};
    const required: string[] = [];
    for (const [name, property] of propertiesIn(view, model)) {
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
        ...(model.members ? enumSchema(model, model.members, view) : objectSchema(model, view)),
        ...(key !== name && { "x-ovh-model": name }),
        ...(view !== "read" && { "x-ovh-view": view }),
      },
    ];
  };

  return {
    schemaOf,
    keyOf,
    unknownTypes,
    components: () =>
      Object.fromEntries(needed.map(({ model, view }) => component(model, view)).sort(([a], [b]) => byCodeUnit(a, b))),
  };
}

/** A schema that admits null as well. */
function nullable(schema: Schema): Schema {
  if (schema.$ref !== undefined) return { anyOf: [schema, { type: "null" }] };
  return typeof schema.type === "string" && schema.type !== "null"
    ? { ...schema, type: [schema.type, "null"] }
    : schema;
}
