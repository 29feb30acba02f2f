import type { Fields } from "../sampling/schema-sample.js";

/** One thing of a collection: what tells it apart, as a list shows it, and what is read of it. */
export interface Item {
  readonly id: unknown;
  fields: Fields;
}

/** The items at one path, by the text of their ids, in the order in which they came. */
export type Items = Map<string, Item>;

/** What a sandbox keeps of its resources, by the path of their list: `/domain/zone/example.com/record`. */
export class Store {
  readonly #items = new Map<string, Items>();
  #number = 0;

  /** The items at a path; what was there from the start is made when they are first asked for. */
  at(path: string, initial: () => readonly Item[]): Items {
    const kept = this.#items.get(path);
    if (kept) return kept;
    this.put(path, initial());
    return this.at(path, initial);
  }

  /** Replaces what is at a path. */
  put(path: string, items: readonly Item[]): void {
    this.#items.set(path, new Map(items.map((item) => [String(item.id), item])));
  }

  /** Forgets everything. */
  clear(): void {
    this.#items.clear();
    this.#number = 0;
  }

  /** Forgets what lies below a path. */
  forget(path: string): void {
    for (const key of this.#items.keys()) if (key.startsWith(`${path}/`)) this.#items.delete(key);
  }

  /** A number that no other item has. */
  nextNumber(): number {
    this.#number += 1;
    return 1000 + this.#number;
  }
}
