import { formats } from "../checking/formats.js";
import type { JsonSchema, OpenApiDocument } from "../schema/openapi.js";
import { resolveReference } from "../schema/resolve.js";
import { inUcents, isPrice, priceOf, usualAmount } from "./money.js";
import { usualInstant, usualMember, type World } from "./world.js";

/** What a value of a JSON type is where nothing else is known of it. */
const plain: Readonly<Record<string, unknown>> = { string: "string", integer: 1, number: 1, boolean: true, null: null };

/** Thrown where a model contains itself; caught where the value around it can do without. */
class Endless extends Error {}

/**
 * A value that fits a schema; the same schema gives the same value. It has all that the schema names, but that a model
 * which contains itself is left out at its second appearance: an array is empty there, a property missing or null.
 *
 * @throws {Error} When there is none, which a model that has to contain itself without an end causes.
 */
export function sampleOf(schema: JsonSchema, document: OpenApiDocument, world: World): unknown {
  return sample(schema, { document, world, models: [], path: "" });
}

interface Place {
  readonly document: OpenApiDocument;
  readonly world: World;
  /** The models that the value lies in. */
  readonly models: readonly string[];
  readonly path: string;
}

function sample(schema: JsonSchema, place: Place): unknown {
  const { $ref, anyOf, enum: members, format, type } = schema;
  if ($ref !== undefined) {
    if (place.models.includes($ref)) {
      throw new Endless(`No sample fits the schema: ${place.path || "the value"} contains itself without an end`);
    }
    return sample(resolveReference(place.document, schema), { ...place, models: [...place.models, $ref] });
  }
  if (anyOf !== undefined) return firstOf(anyOf, place);
  if (members !== undefined) return usualMember(members, place.world);
  const types = [type].flat();
  const [main] = types;
  if (main === "array") return optional(() => [sample(schema.items ?? {}, place)], []);
  if (format === "date" || format === "date-time") {
    const text = usualInstant(nameOf(place), place.world).toISOString();
    return format === "date" ? text.slice(0, 10) : text.replace(".000Z", "+00:00");
  }
  if (main === "integer" && Object.hasOwn(inUcents(0), nameOf(place))) return inUcents(usualAmount(""))[nameOf(place)];
  if (main === "string" && format === undefined && Object.hasOwn(place.world.texts, nameOf(place))) {
    return place.world.texts[nameOf(place)];
  }
  if (main !== "object") return formats[format ?? ""]?.sample ?? plain[main ?? "string"];
  return types.includes("null") ? optional(() => object(schema, place), null) : object(schema, place);
}

/** The name of the property that a value is for. */
function nameOf({ path }: Place): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** The first alternative that has an end. */
function firstOf([first = {}, ...others]: readonly JsonSchema[], place: Place): unknown {
  if (others.length === 0) return sample(first, place);
  try {
    return sample(first, place);
  } catch (error) {
    if (error instanceof Endless) return firstOf(others, place);
    throw error;
  }
}

function object(schema: JsonSchema, place: Place): Readonly<Record<string, unknown>> {
  const { properties = {}, required = [], additionalProperties, propertyNames = {} } = schema;
  const value: Record<string, unknown> = {};
  for (const [name, property] of Object.entries(properties)) {
    const add = (): void => {
      value[name] = sample(property, { ...place, path: `${place.path}/${name}` });
    };
    if (required.includes(name)) add();
    else optional(add, undefined);
  }
  if (typeof additionalProperties === "object") {
    const [key = "key"] = (resolveReference(place.document, propertyNames).enum ?? []) as string[];
    optional(() => {
      value[key] = sample(additionalProperties, { ...place, path: `${place.path}/${key}` });
    }, undefined);
  }
  return isPrice(value) ? priceOf(value, usualAmount(place.path)) : value;
}

/** What is made, or something else where that would have no end. */
function optional<T>(make: () => T, instead: T): T {
  try {
    return make();
  } catch (error) {
    if (error instanceof Endless) return instead;
    throw error;
  }
}
