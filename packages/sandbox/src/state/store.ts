import type { Fields } from "../schema/fields.js";
import { lastStage, stages } from "./task.js";

/** One thing of a collection: what tells it apart, as a list shows it, and what is read of it. */
export interface Item {
  readonly id: unknown;
  fields: Fields;
}

/** The items at one path, by the text of their ids, in the order in which they came. */
export type Items = Map<string, Item>;

/** What is under way: an item that tells how far it is, and what comes of it in the end. */
interface UnderWay {
  stage: number;
  /** When it was begun, in milliseconds since 1970. */
  readonly since: number;
  /** Makes the item say that it is at a stage. */
  readonly tell: (stage: number, now: number) => void;
  readonly end: () => void;
}

/** What an account's owner was sent. */
export interface Mail {
  readonly date: string;
  readonly subject: string;
  readonly body: string;
}

/** As many things of which there is one are kept as they were changed; the first that was gives way. */
const mostSingles = 10_000;

/** As many mails are remembered; the oldest is forgotten. */
const mostMails = 1000;

/** What a sandbox keeps of its resources, by the path of their list: `/domain/zone/example.com/record`. */
export class Store {
  readonly #items = new Map<string, Items>();
  readonly #published = new Map<string, readonly Fields[]>();
  readonly #underWay = new Map<Item, UnderWay>();
  readonly #made = new Set<string>();
  readonly #mails: Mail[] = [];
  #later: { readonly at: number; readonly end: () => void }[] = [];
  readonly #singles = new Map<string, Fields>();
  readonly #notes = new Map<string, Map<string, unknown>>();
  #number = 0;

  /** The items at a path; what was there from the start is made when they are first asked for. */
  at(path: string, initial: () => readonly Item[]): Items {
    const kept = this.#items.get(path);
    if (kept) return kept;
    this.put(path, this.#isBelowMade(path) ? [] : initial());
    return this.at(path, initial);
  }

  /** Remembers that the item at a path was made, not there from the start: its lists are empty until something is added. */
  made(path: string): void {
    this.#made.add(path);
  }

  #isBelowMade(path: string): boolean {
    const segments = path.split("/");
    return segments.some((_, index) => this.#made.has(segments.slice(0, index).join("/")));
  }

  /** What there is one of at a path, once it was changed. */
  singleAt(path: string): Fields | undefined {
    return this.#singles.get(path);
  }

  putSingle(path: string, fields: Fields): void {
    this.#singles.set(path, fields);
    const [oldest = ""] = this.#singles.keys();
    if (this.#singles.size > mostSingles) this.#singles.delete(oldest);
  }

  /** What is known of the item at a path that none of its fields tells; it may be added to. */
  notesOn(path: string): Map<string, unknown> {
    const notes = this.#notes.get(path) ?? new Map<string, unknown>();
    this.#notes.set(path, notes);
    return notes;
  }

  /** Whether anything was asked for at a path, or put there. */
  has(path: string): boolean {
    return this.#items.has(path);
  }

  /** Replaces what is at a path. */
  put(path: string, items: readonly Item[]): void {
    this.#items.set(path, new Map(items.map((item) => [String(item.id), item])));
    this.publish(path);
  }

  /** Publishes the items at a path, as they are now. */
  publish(path: string): void {
    // A change replaces the fields of an item: these stay as they are.
    this.#published.set(
      path,
      [...(this.#items.get(path)?.values() ?? [])].map(({ fields }) => fields),
    );
  }

  /** The fields of the items at a path as they were published last: as they were at the start, where they never were. */
  published(path: string): readonly Fields[] {
    return this.#published.get(path) ?? [];
  }

  /** Forgets everything. */
  clear(): void {
    this.#items.clear();
    this.#published.clear();
    this.#underWay.clear();
    this.#made.clear();
    this.#notes.clear();
    this.#singles.clear();
    this.#mails.length = 0;
    this.#later = [];
    this.#number = 0;
  }

  /** Forgets what is known of the item at a path. */
  forget(path: string): void {
    this.#notes.delete(path);
    this.#made.delete(path);
  }

  /** The same for an item that has paths below it: what lies there is forgotten, too. */
  forgetBelow(path: string): void {
    this.forget(path);
    const below = `${path}/`;
    for (const map of [this.#items, this.#published, this.#singles, this.#notes]) {
      for (const key of map.keys()) if (key.startsWith(below)) map.delete(key);
    }
    for (const key of this.#made) if (key.startsWith(below)) this.#made.delete(key);
  }

  /** Begins what an item tells of. */
  begin(item: Item, task: Omit<UnderWay, "stage">): void {
    this.#underWay.set(item, { ...task, stage: 0 });
  }

  /** The latest mails. */
  get mails(): readonly Mail[] {
    return [...this.#mails];
  }

  addMail(mail: Mail): void {
    this.#mails.push(mail);
    if (this.#mails.length > mostMails) this.#mails.shift();
  }

  /** Does something at an instant, in milliseconds since 1970. */
  later(at: number, end: () => void): void {
    this.#later.push({ at, end });
  }

  /** Moves on what is under way, as far as the time has come. */
  settle(now: number): void {
    const due = this.#later.filter(({ at }) => at <= now);
    this.#later = this.#later.filter(({ at }) => at > now);
    for (const { end } of due) end();
    for (const [item, task] of this.#underWay) {
      while (task.stage < lastStage && task.since + stages[task.stage + 1]!.after <= now) this.moveOn(item, now);
    }
  }

  /** Moves on what an item tells of, by one stage; nothing happens where it tells of nothing. */
  moveOn(item: Item, now: number): void {
    const task = this.#underWay.get(item);
    if (task === undefined) return;
    task.stage += 1;
    task.tell(task.stage, now);
    if (task.stage < lastStage) return;
    this.#underWay.delete(item);
    task.end();
  }

  /** A number that no other item has. */
  nextNumber(): number {
    this.#number += 1;
    return 1000 + this.#number;
  }
}
