import { responseSchema, type Surroundings } from "../checking/operation-context.js";
import type { Method } from "../schema/openapi.js";
import { propertiesOf } from "../schema/resolve.js";
import { type Collection, collectionsOf } from "./collection.js";
import { KeptCollection } from "./kept-collection.js";
import { KeptSingle } from "./kept-single.js";

/** The collections of an API, by the templates of their lists and of their items. */
class Collections {
  readonly all: readonly KeptCollection[];
  readonly byList: ReadonlyMap<string, KeptCollection>;
  readonly byItem: ReadonlyMap<string, KeptCollection>;

  constructor(surroundings: Surroundings) {
    this.all = collectionsOf(surroundings.document).map((one) => new KeptCollection(surroundings, one));
    this.byList = new Map(this.all.map((one) => [one.collection.list, one]));
    this.byItem = new Map(this.all.map((one) => [one.collection.item, one]));
  }
}

/** Where a path stands among what is kept. */
export class Place {
  /** The collections whose items it leads through, the outermost first. */
  readonly above: readonly KeptCollection[];
  /** The collection that it is the list of. */
  readonly lists: KeptCollection | undefined;
  /** The collection that it is an item of. */
  readonly reads: KeptCollection | undefined;
  readonly #template: string;
  readonly #collections: Collections;
  readonly #surroundings: Surroundings;
  readonly #tasks = new Map<Method, KeptCollection | undefined>();
  #single: KeptSingle | undefined;

  constructor(template: string, collections: Collections, surroundings: Surroundings) {
    const segments = template.split("/");
    const prefixes = segments.slice(0, -1).map((_, index) => segments.slice(0, index + 1).join("/"));
    this.above = prefixes.flatMap((prefix) => collections.byItem.get(prefix) ?? []);
    this.lists = collections.byList.get(template);
    this.reads = collections.byItem.get(template);
    this.#template = template;
    this.#collections = collections;
    this.#surroundings = surroundings;
  }

  /** What is read there, where PUT changes it and it is an item of no collection. */
  get single(): KeptSingle | undefined {
    const { document } = this.#surroundings;
    const { get, put } = document.paths[this.#template] ?? {};
    const schema = responseSchema(get);
    if (!put || !schema || this.reads || !propertiesOf(document, schema)) return undefined;
    return (this.#single ??= new KeptSingle(this.#surroundings, this.#template, schema));
  }

  /** Any collection of the API, by the template of its list. */
  collectionOf(list: string): KeptCollection | undefined {
    return this.#collections.byList.get(list);
  }

  /** Where the task is kept that a method answers; undefined where it answers none that is listed. */
  tasksOf(method: Method): KeptCollection | undefined {
    if (!this.#tasks.has(method)) this.#tasks.set(method, method === "get" ? undefined : this.#findTasks(method));
    return this.#tasks.get(method);
  }

  /**
   * The nearest collection of the tasks that a method answers, of those that the path has all the parameters for. Some
   * answer a task by another model than that of their list: one that has the property of its id will do.
   */
  #findTasks(method: Method): KeptCollection | undefined {
    const { document } = this.#surroundings;
    const template = this.#template;
    const answered = responseSchema(document.paths[template]?.[method]);
    if (answered?.$ref === undefined || !isTask(answered.$ref)) return undefined;
    const properties = propertiesOf(document, answered) ?? {};
    const isAlike = ({ itemSchema: { $ref = "" }, idProperty = "", list }: Collection): boolean =>
      isTask($ref) && list.includes("{") && Object.hasOwn(properties, idProperty);
    const open = this.#collections.all
      .filter(
        ({ collection: { list } }) => list !== template && parametersOf(list).every((one) => template.includes(one)),
      )
      .toSorted((one, other) => shared(other.collection.list, template) - shared(one.collection.list, template));
    return (
      open.find(({ collection }) => collection.itemSchema.$ref === answered.$ref) ??
      open.find(({ collection }) => isAlike(collection))
    );
  }
}

/** Tells of each path template of an API where it stands. */
export function placesOf(surroundings: Surroundings): (template: string) => Place {
  const collections = new Collections(surroundings);
  return (template) => new Place(template, collections, surroundings);
}

const isTask = (model: string): boolean => /task/i.test(model);

const parametersOf = (template: string): string[] => template.match(/\{[^{}]+\}/g) ?? [];

/** How many segments two paths begin with alike. */
function shared(one: string, other: string): number {
  const segments = other.split("/");
  const different = one.split("/").findIndex((segment, index) => segment !== segments[index]);
  return different < 0 ? one.split("/").length : different;
}
