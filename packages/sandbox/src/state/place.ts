import { responseSchema, type Surroundings } from "../checking/operation-context.js";
import { type Method, methods } from "../schema/openapi.js";
import { collectionsOf } from "./collection.js";
import { KeptCollection } from "./kept-collection.js";

/** Where an operation stands among what is kept. */
export interface Place {
  /** The collections whose items its path leads through, the outermost first. */
  readonly above: readonly KeptCollection[];
  /** The collection that its path is the list of. */
  readonly lists?: KeptCollection | undefined;
  /** The collection that its path is an item of. */
  readonly reads?: KeptCollection | undefined;
  /** Any collection of the API, by the template of its list. */
  readonly collectionOf: (list: string) => KeptCollection | undefined;
  /** Where the tasks are that its operations answer. */
  readonly tasks: { readonly [M in Method]?: KeptCollection };
}

/** Tells of each path template of an API where it stands. */
export function placesOf(surroundings: Surroundings): (template: string) => Place {
  const { document } = surroundings;
  const kept = collectionsOf(document).map((collection) => new KeptCollection(surroundings, collection));
  const byItem = new Map(kept.map((one) => [one.collection.item, one]));
  const byList = new Map(kept.map((one) => [one.collection.list, one]));
  return (template) => {
    const segments = template.split("/");
    const prefixes = segments.map((_, index) => segments.slice(0, index + 1).join("/")).slice(0, -1);
    return {
      above: prefixes.flatMap((prefix) => byItem.get(prefix) ?? []),
      lists: byList.get(template),
      reads: byItem.get(template),
      collectionOf: (list) => byList.get(list),
      tasks: Object.fromEntries(
        methods.flatMap((method) => {
          const model = responseSchema(document.paths[template]?.[method])?.$ref;
          const tasks = model !== undefined && /task/i.test(model) ? tasksOf(template, model, kept) : undefined;
          return tasks && method !== "get" && tasks.collection.list !== template ? [[method, tasks]] : [];
        }),
      ),
    };
  };
}

/** The nearest collection of items of a model that a path has all the parameters for. */
function tasksOf(template: string, model: string, kept: readonly KeptCollection[]): KeptCollection | undefined {
  const isOpen = (list: string): boolean =>
    [...list.matchAll(/\{[^{}]+\}/g)].every(([parameter]) => template.includes(parameter));
  return kept
    .filter(({ collection }) => collection.itemSchema.$ref === model && isOpen(collection.list))
    .toSorted((one, other) => shared(other.collection.list, template) - shared(one.collection.list, template))[0];
}

/** How many segments two paths begin with alike. */
function shared(one: string, other: string): number {
  const segments = other.split("/");
  const different = one.split("/").findIndex((segment, index) => segment !== segments[index]);
  return different < 0 ? one.split("/").length : different;
}
