import { type Answer, OvhConfigError, type Operations, type UntypedOperations } from "@ovh-typed/core";
import type { Catalogue } from "../catalogue/catalogue.js";
import type { Fields } from "../schema/fields.js";
import { findRead, type FoundRead, missingAbove } from "./find-read.js";
import type { KeptCollection } from "./kept-collection.js";
import { pathOf } from "./path-of.js";
import type { Item, Store } from "./store.js";

type Gets<O extends Operations> = keyof O["GET"] & string;
type Read<O extends Operations, P extends Gets<O>> = Answer<O["GET"][P]>;

/** The values of the parameters of a path. */
type PathValues<Operation> = Operation extends { params?: infer Params }
  ? NonNullable<Params> extends { path?: infer Path }
    ? NonNullable<Path>
    : {}
  : {};

/**
 * What a sandbox keeps, without a request: by the path of a list or of an item, and the values of its parameters, as in
 * `state.get("/vps/{serviceName}", { serviceName: "vps-1" })`.
 */
export interface State<O extends Operations = UntypedOperations> {
  /** What GET would answer, ids or fields; undefined where there is nothing. The path may be one that PUT changes, too. */
  get<P extends Gets<O>>(path: P, values?: PathValues<O["GET"][P]>): Promise<Read<O, P> | undefined>;
  /**
   * Changes fields of an item, those that PUT cannot change included.
   *
   * @throws {OvhConfigError} When there is no such item, and for what does not fit it.
   */
  set<P extends Gets<O>>(path: P, values: PathValues<O["GET"][P]>, fields: Partial<Read<O, P>>): Promise<void>;
  /**
   * Adds an item to a list.
   *
   * @returns Its id.
   * @throws {OvhConfigError} For what does not fit it, and for an item that is there already.
   */
  add<P extends Gets<O>>(path: P, values: PathValues<O["GET"][P]>, fields: Fields): Promise<unknown>;
  /** Removes an item, and what lies below it; nothing happens where there is none. */
  remove<P extends Gets<O>>(path: P, values: PathValues<O["GET"][P]>): Promise<void>;
}

/** {@link State}, of which nothing is known at compile time. */
export class KeptState implements State {
  readonly #catalogue: Catalogue;
  readonly #store: Store;
  readonly #now: () => number;

  constructor(catalogue: Catalogue, store: Store, now: () => number) {
    this.#catalogue = catalogue;
    this.#store = store;
    this.#now = now;
  }

  async get(path: string, given: Fields = {}): Promise<unknown> {
    const found = await this.#find(path, given);
    const { lists, reads, single } = found.operation.place;
    if (!lists && !reads && !single) throw notKept(path);
    if (missingAbove(found, this.#store)) return undefined;
    if (single) return single.read(found.values, this.#store);
    if (lists) return [...lists.itemsAt(found.values, this.#store).values()].map((item) => lists.listed(item));
    return structuredClone(reads?.itemAt(found.values, this.#store)?.fields);
  }

  async set(path: string, given: Fields, fields: Fields): Promise<void> {
    const { kept, item } = await this.#findItem(path, given);
    if (item === undefined) throw new OvhConfigError(`There is no ${filled(path, given)} to change.`);
    const problem = kept.problemWith(item.id, fields);
    if (problem !== undefined) throw new OvhConfigError(`${filled(path, given)} cannot be so: ${problem}.`);
    kept.change(item, fields);
  }

  async add(path: string, given: Fields, fields: Fields): Promise<unknown> {
    const found = await this.#find(path, given);
    const kept = found.operation.place.lists;
    if (kept === undefined) throw notKept(path);
    const fail = (problem: string): never => {
      throw new OvhConfigError(`Nothing was added to ${filled(path, given)}: ${problem}.`);
    };
    const missing = missingAbove(found, this.#store)?.collection;
    if (missing) return fail(`${missing.list} has no ${String(found.values[missing.parameter])}`);
    const item = kept.make(kept.newId(fields, this.#store), found.values, fields);
    const problem = kept.problemWith(item.id, fields);
    if (problem !== undefined) return fail(problem);
    if (kept.itemsAt(found.values, this.#store).has(String(item.id)))
      return fail(`${String(item.id)} is there already`);
    kept.add(item, found.values, this.#store);
    return item.id;
  }

  async remove(path: string, given: Fields): Promise<void> {
    const { kept, values, item } = await this.#findItem(path, given);
    if (item) kept.remove(item, values, this.#store);
  }

  /** @throws {OvhConfigError} For a path that the pin does not have. */
  async #find(path: string, given: Fields): Promise<FoundRead> {
    const found = await findRead(this.#catalogue, filled(path, given));
    if (found === undefined) throw notKept(path);
    this.#store.settle(this.#now());
    return { ...found, values: { ...found.values, ...given } };
  }

  async #findItem(path: string, given: Fields): Promise<{ kept: KeptCollection; values: Fields; item?: Item }> {
    const found = await this.#find(path, given);
    const kept = found.operation.place.reads;
    if (kept === undefined) throw notKept(path);
    const item = missingAbove(found, this.#store) ? undefined : kept.itemAt(found.values, this.#store);
    return { kept, values: found.values, ...(item && { item }) };
  }
}

/** A path with values in the places of its parameters. */
function filled(path: string, values: Fields): string {
  for (const [parameter] of path.matchAll(/\{[^{}]+\}/g)) {
    if (values[parameter.slice(1, -1)] !== undefined) continue;
    throw new OvhConfigError(`${path} needs a value for ${parameter}.`);
  }
  return pathOf(path, values);
}

function notKept(path: string): OvhConfigError {
  return new OvhConfigError(`${JSON.stringify(path)} is no list or item that the sandbox keeps, such as /domain/zone.`);
}
