import type { Surroundings } from "../checking/operation-context.js";
import { SchemaSample } from "../sampling/schema-sample.js";
import { type Fields, isFields } from "../schema/fields.js";
import { propertiesOf } from "../schema/resolve.js";
import type { Collection } from "./collection.js";
import { firstFields, firstName } from "./first-names.js";
import { pathOf } from "./path-of.js";
import type { Item, Items, Store } from "./store.js";
import { fieldsAt, stateOf } from "./task.js";

/** As many tasks, or mails, are listed at a path. */
const mostLatest = 1000;

/** A collection whose items a sandbox keeps. */
export class KeptCollection {
  readonly collection: Collection;
  readonly #surroundings: Surroundings;
  #below: boolean | undefined;
  #idSample: SchemaSample | undefined;
  #itemSample: SchemaSample | undefined;
  #closedSample: SchemaSample | undefined;
  #listedSample: SchemaSample | undefined;

  constructor(surroundings: Surroundings, collection: Collection) {
    this.#surroundings = surroundings;
    this.collection = collection;
  }

  get #id(): SchemaSample {
    const { document, world } = this.#surroundings;
    return (this.#idSample ??= new SchemaSample(document, this.collection.idSchema, world));
  }

  get #read(): SchemaSample {
    const { document, world } = this.#surroundings;
    return (this.#itemSample ??= new SchemaSample(document, this.collection.itemSchema, world));
  }

  /** What is read of an item, with no name and no member of an enum that the pin does not have. */
  get #closed(): SchemaSample {
    const { requests, world } = this.#surroundings;
    return (this.#closedSample ??= new SchemaSample(requests(), this.collection.itemSchema, world));
  }

  /** Whether there are paths below those of its items. */
  get #hasBelow(): boolean {
    const { paths } = this.#surroundings.document;
    return (this.#below ??= Object.keys(paths).some((path) => path.startsWith(`${this.collection.item}/`)));
  }

  /** The items at the path that these values make of the list's template. */
  itemsAt(values: Fields, store: Store): Items {
    return store.at(this.pathOf(values), () => [
      this.make(this.#firstId(), values, firstFields[this.collection.list] ?? {}),
    ]);
  }

  /** The item that these values name; undefined where there is none. */
  itemAt(values: Fields, store: Store): Item | undefined {
    return this.itemsAt(values, store).get(String(values[this.collection.parameter]));
  }

  /** The path of the list. */
  pathOf(values: Fields): string {
    return pathOf(this.collection.list, values);
  }

  /** The path of an item. */
  pathOfItem(values: Fields, { id }: Item): string {
    return pathOf(this.collection.item, { ...values, [this.collection.parameter]: id });
  }

  /** What is known of the item that these values name, and none of its fields tells; it may be added to. */
  notesOn(values: Fields, store: Store): Map<string, unknown> {
    return store.notesOn(pathOf(this.collection.item, values));
  }

  /** Adds an item to a list. Nothing lies below it yet. */
  add(item: Item, values: Fields, store: Store): void {
    this.itemsAt(values, store).set(String(item.id), item);
    if (this.#hasBelow) store.made(this.pathOfItem(values, item));
  }

  /** Adds an item to a list that tells what happened last: where it is full, the oldest gives way. */
  addLatest(item: Item, values: Fields, store: Store): void {
    this.add(item, values, store);
    const items = this.itemsAt(values, store);
    const [oldest] = items.values();
    if (items.size > mostLatest && oldest) this.remove(oldest, values, store);
  }

  /** Removes an item, and what lies below it; nothing happens where it is gone already. */
  remove(item: Item, values: Fields, store: Store): void {
    const items = this.itemsAt(values, store);
    if (items.get(String(item.id)) !== item) return;
    items.delete(String(item.id));
    if (this.#hasBelow) store.forgetBelow(this.pathOfItem(values, item));
    else store.forget(this.pathOfItem(values, item));
  }

  /** An item like any other: what is sampled of one. */
  sample(): Fields {
    return this.#read.sample() as Fields;
  }

  /** An item, in which the path's values and what was sent reappear. */
  make(id: unknown, values: Fields, sent: Fields): Item {
    const { idProperty, parameter } = this.collection;
    const own = idProperty === undefined ? {} : { [idProperty]: id };
    const path = { ...values, [parameter]: id };
    return { id, fields: this.#read.echoing({ ...withStems(path), currentTasks: [], ...sent, ...own }) as Fields };
  }

  /** What is wrong with an id, or with the fields of an item; undefined when they fit. */
  problemWith(id: unknown, fields: Fields): string | undefined {
    const wrongId = this.#id.problemIn(id);
    if (wrongId) return `the id ${JSON.stringify(id)} ${wrongId.says}`;
    const problem = this.#closed.problemIn({ ...(this.#read.sample() as Fields), ...fields });
    return problem && `${problem.path.join(".")} ${problem.says}`;
  }

  /** Takes into an item what was sent and the item has; what tells it apart stays. */
  change(item: Item, sent: Fields): void {
    const { [this.collection.idProperty ?? ""]: _, ...others } = sent;
    item.fields = this.#read.over(item.fields, others) as Fields;
  }

  /** Begins a task that this collection holds; what comes of it comes when it is done. */
  beginTask(values: Fields, store: Store, now: number, end: () => void): Item {
    const { states } = this.collection;
    const item = this.make(this.newId({}, store), values, fieldsAt(0, states, now));
    this.addLatest(item, values, store);
    const tell = (stage: number, at: number): void => this.change(item, fieldsAt(stage, states, at));
    store.begin(item, { since: now, tell, end });
    return item;
  }

  /**
   * Lets an item say for a while that it is being made or changed, where it has a word for that: until a task would be
   * done. Then it is as it should be, in v2 as its `targetSpec` says.
   */
  settleIn(item: Item, words: readonly string[], store: Store, now: number): void {
    const { stateProperty = "", states } = this.collection;
    const state = stateOf(states, words);
    if (state === undefined) return;
    const { [stateProperty]: usual, currentTasks } = this.#read.sample() as Fields;
    const isOfV2 = "targetSpec" in item.fields && "currentState" in item.fields;
    this.change(item, { [stateProperty]: state, ...(isOfV2 && { currentTasks }) });
    const end = (): void => {
      const { targetSpec } = item.fields;
      this.change(item, { [stateProperty]: usual, ...(isOfV2 && { currentTasks: [], currentState: targetSpec }) });
    };
    store.begin(item, { since: now, tell: () => {}, end });
  }

  /** Removes an item: in v2 it says for a while that it is being deleted. */
  letGo(item: Item, values: Fields, store: Store, now: number): void {
    const { stateProperty, states } = this.collection;
    const state = stateOf(states, ["deleting"]);
    const end = (): void => this.remove(item, values, store);
    if (stateProperty !== "resourceStatus" || state === undefined) return end();
    this.change(item, { [stateProperty]: state });
    store.begin(item, { since: now, tell: () => {}, end });
  }

  /** Whether items have a property, by what is read of one. */
  knows(name: string): boolean {
    const { document } = this.#surroundings;
    return Object.hasOwn(propertiesOf(document, this.collection.itemSchema) ?? {}, name);
  }

  /** The id in what the list shows of an item. */
  idIn(listed: unknown): unknown {
    return isFields(listed) ? listed[this.collection.idProperty ?? ""] : listed;
  }

  /** What the list shows of an item. */
  listed({ id, fields }: Item): unknown {
    const { listed } = this.collection;
    if (listed === undefined) return id;
    const { document, world } = this.#surroundings;
    const sample = (this.#listedSample ??= new SchemaSample(document, listed, world));
    return sample.fits(fields) ? fields : sample.echoing(fields);
  }

  /** The id of a new item: as sent, else one that no other has. */
  newId(sent: Fields, store: Store): unknown {
    const { idProperty = "", list, parameter } = this.collection;
    const sample = this.#id.sample();
    const given = [sent[idProperty], sent[parameter]].find((value) => this.#id.fits(value));
    if (given !== undefined) return given;
    const number = store.nextNumber();
    const made = [
      number,
      `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`,
      firstName(list, parameter).replace(/1?$/, String(number)),
    ];
    // An address or a member of an enum cannot be made up: it was sent under another name.
    const ids = this.#isFree(sample) ? made : Object.values(sent);
    return ids.find((value) => typeof value === typeof sample && this.#id.fits(value)) ?? sample;
  }

  #firstId(): unknown {
    const sample = this.#id.sample();
    const name = firstName(this.collection.list, this.collection.parameter);
    return sample === "string" && this.#id.fits(name) ? name : sample;
  }

  /** Whether ids may be made up: numbers, UUIDs, plain text. */
  #isFree(sample: unknown): boolean {
    return typeof sample === "number" || this.#id.fits("any-text") || /^[0-9a-f]{8}-/.test(String(sample));
  }
}

/** Values of a path by the names that items may have for them too: `zoneName` is the `zone` of a record. */
function withStems(values: Fields): Fields {
  const stems = Object.entries(values).map(([name, value]) => [name.replace(/(?:Name|Id)$/, ""), value] as const);
  return { ...Object.fromEntries(stems), ...values };
}
