import { classRefusal, type Refusal } from "../refusal.js";
import { type Fields, isFields } from "../sampling/schema-sample.js";
import type { Method } from "../schema/openapi.js";
import type { KeptCollection } from "../state/kept-collection.js";
import type { Item } from "../state/store.js";
import type { Call } from "./call.js";

const missing = (parameter: string, value: unknown): Refusal =>
  classRefusal(404, `The requested object (${parameter} = ${String(value)}) does not exist`);

/**
 * The item of a collection that a path names.
 *
 * @throws {Refusal} 404 when there is none.
 */
function itemOf({ parameters, store }: Call, kept: KeptCollection): Item {
  const { parameter } = kept.collection;
  const item = kept.itemsAt(parameters.path, store).get(String(parameters.path[parameter]));
  if (item === undefined) throw missing(parameter, parameters.path[parameter]);
  return item;
}

/** @throws {Refusal} 404 when a path leads through what does not exist. */
export function requireAbove(call: Call): void {
  for (const kept of call.operation.place.above) itemOf(call, kept);
}

type KeptAnswer = (call: Call, kept: KeptCollection) => unknown;

/** What was sent, as fields: nothing where that is no object. */
const sentIn = ({ body }: Call): Fields => (isFields(body) ? body : {});

/** What an operation says of an item that it has made, changed or removed: all of it, what its own model has, its id, or nothing. */
function told({ operation: { response } }: Call, { id, fields }: Item): unknown {
  const whole = [fields, id].find((value) => response.fits(value));
  return whole ?? response.echoing(fields);
}

const list: KeptAnswer = ({ parameters, store }, kept) =>
  [...kept.itemsAt(parameters.path, store).values()]
    .filter(({ fields }) => passes(fields, parameters.query))
    .map((item) => kept.listed(item));

const create: KeptAnswer = (call, kept) => {
  const { parameters, store } = call;
  const items = kept.itemsAt(parameters.path, store);
  const item = kept.make(kept.newId(sentIn(call), store), parameters.path, sentIn(call));
  if (items.has(String(item.id))) {
    throw classRefusal(409, `${kept.collection.parameter} ${String(item.id)} already exists`);
  }
  items.set(String(item.id), item);
  return told(call, item);
};

const read: KeptAnswer = (call, kept) => structuredClone(itemOf(call, kept).fields);

const change: KeptAnswer = (call, kept) => {
  const item = itemOf(call, kept);
  const { writable } = call.operation;
  kept.change(item, Object.fromEntries(Object.entries(sentIn(call)).filter(([name]) => writable.includes(name))));
  return told(call, item);
};

const remove: KeptAnswer = (call, kept) => {
  const item = itemOf(call, kept);
  const { parameters, store } = call;
  kept.itemsAt(parameters.path, store).delete(String(item.id));
  store.forget(`${kept.pathOf(parameters.path)}/${encodeURIComponent(String(item.id))}`);
  return told(call, item);
};

const ofLists: Partial<Record<Method, KeptAnswer>> = { get: list, post: create };
const ofItems: Partial<Record<Method, KeptAnswer>> = { get: read, put: change, delete: remove };

/** What an operation answers from what is kept; undefined where its path is none of a collection. */
export function keptAnswer(call: Call): (() => unknown) | undefined {
  const { method, place } = call.operation;
  const { lists, reads } = place;
  const answer = (lists && ofLists[method]) ?? (reads && ofItems[method]);
  const kept = lists ?? reads;
  return answer && kept && (() => answer(call, kept));
}

/** Whether an item is among those that a query asks for; names that the item does not have filter nothing. */
function passes(fields: Fields, query: Fields): boolean {
  return Object.entries(query).every(([name, wanted]) => {
    const [, property = "", side] = /^(.*?)(?:\.(from|to))?$/.exec(name) ?? [];
    if (!Object.hasOwn(fields, property)) return true;
    const found = fields[property];
    if (side !== undefined) {
      const [at, limit] = [Date.parse(String(found)), Date.parse(String(wanted))];
      return side === "from" ? at >= limit : at <= limit;
    }
    const all = new Set([found].flat().map(String));
    return [wanted].flat().some((value) => all.has(String(value)));
  });
}
