import { nameOf } from "../catalogue/operation.js";
import { hasTags } from "../lists/iam-tags.js";
import { classRefusal, Refusal } from "../refusal.js";
import { type Fields, isFields } from "../schema/fields.js";
import type { KeptCollection } from "../state/kept-collection.js";
import type { KeptSingle } from "../state/kept-single.js";
import type { Item } from "../state/store.js";
import type { Call } from "./call.js";

const missing = (parameter: string, value: unknown): Refusal =>
  classRefusal(404, `The requested object (${parameter} = ${String(value)}) does not exist`);

/** What is kept by the template of its list, of an operation that exists only together with it. */
export function collectionOf(call: Call, list: string): KeptCollection {
  const kept = call.collectionOf(list);
  if (kept === undefined) throw new Error(`The pin has ${nameOf(call.operation)} without ${list}.`);
  return kept;
}

/**
 * The item of a collection that a path names, or other values together with it.
 *
 * @throws {Refusal} 404 when there is none.
 */
export function itemAt({ parameters, store }: Call, kept: KeptCollection, values: Fields = {}): Item {
  const { parameter } = kept.collection;
  const all = { ...parameters.path, ...values };
  const item = kept.itemAt(all, store);
  if (item === undefined) throw missing(parameter, all[parameter]);
  return item;
}

/** @throws {Refusal} 404 when a path leads through what does not exist. */
export function requireAbove(call: Call): void {
  for (const kept of call.operation.place.above) itemAt(call, kept);
}

/** What was sent, as fields: nothing where that is no object. */
export const sentIn = ({ body }: Call): Fields => (isFields(body) ? body : {});

/** What an operation says of an item that it has made, changed or removed: all of it, what its own model has, its id, or nothing. */
export function told({ operation: { response } }: Call, { id, fields }: Item): unknown {
  const whole = [fields, id].find((value) => response.fits(value));
  return whole ?? response.echoing(fields);
}

type ReadOf = (call: Call, kept: KeptCollection) => unknown;

const list: ReadOf = ({ parameters, store }, kept) =>
  [...kept.itemsAt(parameters.path, store).values()]
    .filter(({ fields }) => passes(fields, parameters.query))
    .map((item) => kept.listed(item));

const read: ReadOf = (call, kept) => {
  const item = itemAt(call, kept);
  // Who asks for a task sees it move.
  call.store.moveOn(item, call.now);
  return structuredClone(item.fields);
};

/** What an operation does: to which item, and what, which may come later. */
interface Change {
  readonly item: Item;
  readonly apply: () => void;
  /** Lets the item take its time, where no task does. */
  readonly settle?: () => void;
}

/** As many items are kept at a path. */
const mostItems = 10_000;

const beingMade = ["creating", "build", "building", "installing"];
const beingChanged = ["updating"];

type ChangeOf = (call: Call, kept: KeptCollection) => Change;

/**
 * Makes an item that a list has room for, and does not have.
 *
 * @returns The item, and what adds it
 * @throws {Refusal} 409 for what is there already.
 */
function prepare(
  { store }: Call,
  kept: KeptCollection,
  fields: Fields,
  values: Fields,
): Pick<Change, "item" | "apply"> {
  const items = kept.itemsAt(values, store);
  const item = kept.make(kept.newId(fields, store), values, fields);
  if (items.has(String(item.id))) {
    throw classRefusal(409, `${kept.collection.parameter} ${String(item.id)} already exists`);
  }
  if (items.size >= mostItems) {
    throw classRefusal(403, `The sandbox keeps ${mostItems} items at a path, and ${kept.pathOf(values)} has them`);
  }
  return { item, apply: () => kept.add(item, values, store) };
}

/**
 * Adds an item to a list.
 *
 * @param values Of the list's path; by default those of the call's.
 * @throws {Refusal} 409 for what is there already.
 */
export function add(call: Call, kept: KeptCollection, fields: Fields, values: Fields = call.parameters.path): Item {
  const { item, apply } = prepare(call, kept, fields, values);
  apply();
  return item;
}

const create: ChangeOf = (call, kept) => {
  const { item, apply } = prepare(call, kept, sentIn(call), call.parameters.path);
  const { stateProperty = "" } = kept.collection;
  const isTold = stateProperty in sentIn(call);
  return { item, apply, ...(!isTold && { settle: () => kept.settleIn(item, beingMade, call.store, call.now) }) };
};

/** What was sent of what may be changed. */
function writtenIn(call: Call): Fields {
  const { writable } = call.operation;
  return Object.fromEntries(Object.entries(sentIn(call)).filter(([name]) => writable.includes(name)));
}

function rewrite(call: Call, single: KeptSingle): Change {
  const { path } = call.parameters;
  const item = {
    id: undefined,
    get fields() {
      return single.read(path, call.store);
    },
  };
  return { item, apply: () => single.change(path, writtenIn(call), call.store) };
}

const write: ChangeOf = (call, kept) => {
  const item = itemAt(call, kept);
  const sent = writtenIn(call);
  checkChecksum(call, item, sent);
  if (!("targetSpec" in sent)) return { item, apply: () => kept.change(item, sent) };
  const checksum = `sandbox-${call.store.nextNumber()}`;
  return {
    item,
    apply: () => kept.change(item, { ...sent, checksum }),
    settle: () => kept.settleIn(item, beingChanged, call.store, call.now),
  };
};

/** Resources of v2 are changed by who has read them as they are. */
function checkChecksum({ operation }: Call, { fields }: Item, sent: Fields): void {
  if (!("checksum" in sent) || sent["checksum"] === fields["checksum"]) return;
  const name = operation.errors.find((error) => /^Client::PreconditionFailed::.*Checksum/.test(error));
  throw new Refusal(412, {
    class: name ?? "Client::PreconditionFailed",
    message: "The checksum is not that of the resource as it is now: read it again",
  });
}

const remove: ChangeOf = (call, kept) => {
  const item = itemAt(call, kept);
  return { item, apply: () => kept.letGo(item, call.parameters.path, call.store, call.now) };
};

/** What an operation does to what is kept; undefined where that is nothing. */
function changeBy(call: Call): Change | undefined {
  const { method, place } = call.operation;
  const { lists, reads, single } = place;
  if (lists && method === "post") return create(call, lists);
  if (reads && method === "put") return write(call, reads);
  if (single && method === "put") return rewrite(call, single);
  if (reads && method === "delete") return remove(call, reads);
  return undefined;
}

/**
 * Answers a call from what is kept. Where it is answered with a task, what it does is done when the task is.
 *
 * @throws {Refusal} 404 for what is not there, 409 for what is there already.
 */
export function answerFromKept(call: Call): unknown {
  const { parameters, store, now } = call;
  const { method, place } = call.operation;
  if (method === "get" && place.lists) return list(call, place.lists);
  if (method === "get" && place.reads) return read(call, place.reads);
  if (method === "get" && place.single) return place.single.read(parameters.path, store);
  const change = changeBy(call);
  const tasks = place.tasksOf(method);
  if (tasks) return told(call, tasks.beginTask(parameters.path, store, now, change?.apply ?? (() => {})));
  if (!change) return call.operation.response.echoing(parameters.path);
  change.apply();
  change.settle?.();
  return told(call, change.item);
}

/** Whether an item is among those that a query asks for; names that the item does not have filter nothing. */
function passes(fields: Fields, query: Fields): boolean {
  return Object.entries(query).every(([name, wanted]) => {
    if (name === "iamTags" && isFields(wanted)) return hasTags(fields, wanted);
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
