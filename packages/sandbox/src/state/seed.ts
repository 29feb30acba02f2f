import { OvhConfigError } from "@ovh-typed/core";
import type { Catalogue } from "../catalogue/catalogue.js";
import { type Fields, isFields } from "../schema/fields.js";
import { findRead, missingAbove } from "./find-read.js";
import type { Store } from "./store.js";

/**
 * What a sandbox has from the start, by the path of a list: ids, or the fields that matter; all else is sampled.
 * `{ "/domain/zone": ["example.org"], "/domain/zone/example.org/record": [{ fieldType: "A", target: "192.0.2.1" }] }`.
 */
export type Seed = Readonly<Record<string, readonly (string | number | Fields)[]>>;

const depth = (path: string): number => path.split("/").length;

/**
 * Puts what a seed has in place of what its lists hold.
 *
 * @throws {OvhConfigError} For a path that is no list of what is kept, for a parent that is not there, and for an item
 *   that does not fit its model; it names the place and what was expected.
 */
export async function plant(seed: Seed, catalogue: Catalogue, store: Store): Promise<void> {
  // What lies above comes first, in whatever order it was written.
  const entries = Object.entries(seed).sort(([one], [other]) => depth(one) - depth(other));
  for (const [path, values] of entries) await plantList(path, values, catalogue, store);
}

async function plantList(path: string, values: Seed[string], catalogue: Catalogue, store: Store): Promise<void> {
  const fail = (problem: string): never => {
    throw new OvhConfigError(`The seed's ${JSON.stringify(path)} ${problem}.`);
  };
  const found = await findRead(catalogue, path);
  const kept = found?.operation.place.lists;
  if (!found || !kept) return fail("is not the path of a list whose items can be read, such as /domain/zone");
  if (!Array.isArray(values)) return fail("has to hold a list of ids or of fields");
  const above = found.values;
  const missing = missingAbove(found, store)?.collection;
  if (missing)
    fail(`lies below ${String(above[missing.parameter])}, which ${missing.list} does not hold: seed it there too`);
  const items = values.map((value, index) => {
    const fields = isFields(value) ? value : {};
    const item = kept.make(isFields(value) ? kept.newId(value, store) : value, above, fields);
    const problem = kept.problemWith(item.id, fields);
    if (problem !== undefined) fail(`has as item ${index} what does not fit: ${problem}`);
    return item;
  });
  store.put(kept.pathOf(above), items);
}
