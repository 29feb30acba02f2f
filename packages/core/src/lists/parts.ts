import type { CallContext } from "../call/call.js";
import type { OvhApiError } from "../errors/api-error.js";
import { OvhProtocolError } from "../errors/protocol-error.js";
import { ahead, type Turn } from "./ahead.js";
import { readByIds } from "./batch.js";
import type { WantedList } from "./read-options.js";
import { Seen } from "./seen.js";

/** Part of a list as it came. */
export interface Part {
  readonly items: readonly unknown[];
  readonly total: number | undefined;
  /** Whether OVH has filtered and sorted it. */
  readonly isArranged: boolean;
}

/** How a reading ends. */
export interface Ending {
  readonly signal: AbortSignal;
  /** How many items are wanted at most. */
  readonly limit: number;
}

/** What OVH answered to a request for a list, or part of it. */
export interface Answered {
  readonly items: readonly unknown[];
  header(name: string): string | undefined;
}

export type Headers = Readonly<Record<string, string>>;

/** What the parts of a list are read by. */
export interface Reading extends Ending {
  readonly list: WantedList;
  /** Asks for the list, or part of it. */
  readonly ask: (headers: Headers) => Promise<Answered | OvhApiError>;
  readonly turn: Turn;
  readonly headers: Headers;
  readonly isArranged: boolean;
}

/** Whether an answer is all of a list. */
export function isWhole({ header }: Answered): boolean {
  return header("elements") === undefined && header("cursor-next") === undefined;
}

/** A list from its first answer on, in parts, in which nothing comes twice. */
export function allOf(reading: Reading, first: Answered): AsyncGenerator<Part> {
  if (isWhole(first)) return once(reading, first);
  return first.header("cursor-next") === undefined ? byNumber(reading, first) : byCursor(reading, first);
}

/** A list that came at once. */
async function* once({ isArranged }: Reading, { items }: Answered): AsyncGenerator<Part> {
  const isIds = items.every((item) => typeof item !== "object");
  const distinct = isIds ? [...new Set(items)] : items;
  yield { items: distinct, total: distinct.length, isArranged };
}

/** A list whose parts have numbers. */
async function* byNumber(reading: Reading, first: Answered): AsyncGenerator<Part> {
  const { list, limit, isArranged } = reading;
  const seen = new Seen();
  const size = Math.max(countOf(first, "size") ?? first.items.length, 1);
  let total = 0;
  const read = async (number: number): Promise<Answered> => {
    if (number === 1) return first;
    const headers = { ...reading.headers, "X-Pagination-Number": String(number), "X-Pagination-Size": String(size) };
    return succeeded(await reading.ask(headers));
  };
  function* numbers(): Generator<number> {
    yield 1;
    for (let number = 2; (number - 1) * size < Math.min(total, limit + seen.repeated); number++) yield number;
  }
  let number = 0;
  for await (const page of ahead(numbers(), read, list.concurrency)) {
    number++;
    const given = countOf(page, "number") ?? number;
    if (given !== number) throw failure(list, `was asked for page ${number} and answered with page ${given}`);
    total = countOf(page, "elements") ?? total;
    const missing = Math.min(size, total - (number - 1) * size) - page.items.length;
    if (missing > 0) {
      throw failure(list, `ended early: page ${number} lacks ${missing} of the ${total} items that it announced`);
    }
    const items = seen.fresh(page.items);
    if (items.length === 0 && size > 1 && page.items.length >= size) {
      throw failure(list, `gave as page ${number} what it had given before`);
    }
    yield { items, total, isArranged };
  }
}

/** As many parts without anything in them may follow each other. */
const mostEmpty = 10;

/** A list in which each part leads to the next. */
async function* byCursor(reading: Reading, first: Answered): AsyncGenerator<Part> {
  const { list, isArranged } = reading;
  const seen = new Seen();
  const cursors = new Set<string>();
  let empty = 0;
  for (let part = first; ;) {
    const items = seen.fresh(part.items);
    if (items.length === 0 && part.items.length > 0) throw failure(list, "gave a part that it had given before");
    empty = items.length === 0 ? empty + 1 : 0;
    if (empty > mostEmpty) throw failure(list, `gave ${empty} parts in a row that were empty, and no end`);
    yield { items, total: undefined, isArranged };
    const next = part.header("cursor-next");
    if (next === undefined) return;
    if (cursors.has(next)) throw failure(list, "repeated a cursor, which would lead round in circles");
    cursors.add(next);
    part = succeeded(await reading.ask({ ...reading.headers, "X-Pagination-Cursor": next }));
  }
}

/** What ids stand for, where that is what came. */
export async function* expanded(
  context: CallContext,
  reading: Reading,
  parts: AsyncIterable<Part>,
): AsyncGenerator<Part> {
  const { list, turn, signal, limit } = reading;
  const { path, concurrency, filter, sort, isDescending } = list;
  // The program's path may have parameters of any name.
  const name = `item${path.split("{").length}`;
  const init = { ...list.init, params: { path: list.init.params?.path ?? {} }, signal };
  const byId = { path: `${path}/{${name}}`, name, init, concurrency, turn };
  for await (const part of parts) {
    if (part.items.some((item) => typeof item === "object")) {
      yield part;
      continue;
    }
    const isAsItCame = filter.length === 0 && sort === undefined && !isDescending;
    const ids = isAsItCame ? part.items.slice(0, limit) : part.items;
    for await (const read of readByIds(context, byId, ids)) {
      // What is gone since the list was read is on it no more.
      const there = read.filter(({ error }) => error?.status !== 404);
      yield { items: there.map((one) => succeeded(one.error ?? one).data), total: part.total, isArranged: false };
    }
  }
}

function succeeded<T extends object>(answer: T | OvhApiError): T {
  if (answer instanceof Error) throw answer;
  return answer;
}

/** A number in a header of an answer. */
function countOf({ header }: Answered, name: string): number | undefined {
  const text = header(name);
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

/** The error for a list that cannot be read to its end. */
export function failure({ path }: WantedList, problem: string, status: number = 200): OvhProtocolError {
  const call = { method: "GET", path, sent: true, maybeApplied: false, status };
  return new OvhProtocolError(`The list GET ${path} ${problem}.`, call);
}
