import { responseSchema } from "../checking/operation-context.js";
import type { JsonSchema, OpenApiDocument } from "../schema/openapi.js";
import { allowsType, itemsOf, membersOf, propertiesOf } from "../schema/resolve.js";

/** Paths of which one lists what the other reads: `/domain/zone` and `/domain/zone/{zoneName}`. */
export interface Collection {
  /** The template of the list. */
  readonly list: string;
  /** The template of an item: the list's, and one parameter more. */
  readonly item: string;
  /** That parameter's name. */
  readonly parameter: string;
  /** The schema of what is read of an item. */
  readonly itemSchema: JsonSchema;
  /** The schema of what tells the items apart. */
  readonly idSchema: JsonSchema;
  /** The property of an item that holds it; undefined where the items do not say it. */
  readonly idProperty: string | undefined;
  /** The property that tells the state of an item: `resourceStatus` in v2, else `status` or `state`; undefined where none does. */
  readonly stateProperty: string | undefined;
  /** The members of its enum. */
  readonly states: readonly unknown[];
  /** The schema of what the list holds where that is items (of v2, and some of v1); undefined where it is their ids. */
  readonly listed: JsonSchema | undefined;
}

/** The properties that hold an item's id under another name than its parameter's, the first that there is. */
const usualIds = ["id", "uuid", "name"];

/** What holds it all the same, by the parameter's name. */
const idsByParameter: Readonly<Record<string, string>> = {
  ipBlock: "ip",
  user: "login",
  permissionsGroupURN: "urn",
  resourceURN: "urn",
};

/** Every collection of an API's document. */
export function collectionsOf(document: OpenApiDocument): readonly Collection[] {
  return Object.keys(document.paths).flatMap((template) => collectionAt(document, template) ?? []);
}

function collectionAt(document: OpenApiDocument, item: string): Collection | undefined {
  const [, list = "", parameter = ""] = /^(.*)\/\{([^{}]+)\}$/.exec(item) ?? [];
  const listSchema = responseSchema(document.paths[list]?.get);
  const itemSchema = responseSchema(document.paths[item]?.get);
  if (listSchema === undefined || itemSchema === undefined) return undefined;
  const properties = propertiesOf(document, itemSchema);
  if (properties === undefined || !allowsType(document, listSchema, "array")) return undefined;
  const element = itemsOf(document, listSchema);
  const listedProperties = propertiesOf(document, element);
  const candidates = [parameter, idsByParameter[parameter] ?? parameter, ...usualIds];
  const idProperty = candidates.find((name) => {
    const property = Object.hasOwn(properties, name) ? properties[name] : undefined;
    const isScalar = property && !propertiesOf(document, property) && !allowsType(document, property, "array");
    return isScalar && (listedProperties === undefined || Object.hasOwn(listedProperties, name));
  });
  if (listedProperties !== undefined && idProperty === undefined) return undefined;
  const inList = listedProperties?.[idProperty ?? ""] ?? element;
  const inPath = document.paths[item]?.get?.parameters?.find(({ name }) => name === parameter)?.schema ?? {};
  // A list of texts may be read by a path that takes UUIDs alone.
  const idSchema = inList.format === undefined && inPath.format !== undefined ? inPath : inList;
  const stateProperty = ["resourceStatus", "status", "state"].find((name) => Object.hasOwn(properties, name));
  return {
    list,
    item,
    parameter,
    itemSchema,
    idProperty,
    idSchema,
    stateProperty,
    states: membersOf(document, properties[stateProperty ?? ""] ?? {}),
    listed: listedProperties && element,
  };
}
