import type { CallContext } from "../call/call.js";
import { onAbort } from "../deadline.js";
import { OvhError } from "../errors/ovh-error.js";
import { wholeNumber } from "../option-checks.js";
import { holds, sorted } from "./filter.js";
import type { Listing, Page } from "./lists.js";
import type { Part } from "./parts.js";
import { progressOf } from "./progress.js";
import { type GivenList, readListOptions, type WantedList } from "./read-options.js";
import { partsOf } from "./ways.js";

export { type GivenBatch, readBatch } from "./batch.js";
export type { GivenList } from "./read-options.js";

/** A list, as it can be read. */
export function listingOf(
  context: CallContext,
  path: string,
  given?: GivenList,
): Pick<Listing<unknown>, "pages" | "toArray"> {
  return {
    pages: () => readPages(context, path, given),
    async toArray({ limit = Infinity } = {}) {
      const found: unknown[] = [];
      if (limit === 0) return found;
      for await (const { items } of readPages(context, path, given, limit)) {
        for (const item of items) if (found.push(item) === limit) return found;
      }
      return found;
    },
  };
}

/**
 * Reads a list, part by part.
 *
 * @param limit How many items are wanted at most.
 * @throws {OvhError} For what failed, with the number of items that had come.
 */
async function* readPages(
  context: CallContext,
  path: string,
  given: GivenList | undefined,
  limit = Infinity,
): AsyncGenerator<Page<unknown>> {
  const list = await readListOptions(context, path, given);
  if (limit !== Infinity) wholeNumber("limit", limit);
  const { signal } = list.init;
  const controller = new AbortController();
  const forget = signal && onAbort(signal, () => controller.abort(signal.reason));
  let [number, done] = [0, 0];
  const tell = progressOf(context, list);
  try {
    signal?.throwIfAborted();
    for await (const { items, total } of arranged(list, partsOf(context, list, { signal: controller.signal, limit }))) {
      if (items.length === 0 && number > 0) continue;
      tell(items.length, total);
      yield { items, number: ++number, total };
      done += items.length;
      signal?.throwIfAborted();
    }
  } catch (error) {
    if (OvhError.is(error) && error.itemsRead === undefined) {
      Object.assign(error, { itemsRead: done });
      if (done > 0) error.message += ` ${done} ${done === 1 ? "item" : "items"} of the list had come.`;
    }
    throw error;
  } finally {
    forget?.();
    // What was asked for ahead is of no use any more.
    controller.abort();
  }
}

/** Filters and sorts what OVH did not. */
async function* arranged(list: WantedList, parts: AsyncIterable<Part>): AsyncGenerator<Part> {
  const { filter, sort, isDescending } = list;
  const all: unknown[] = [];
  let isSorted = true;
  for await (const part of parts) {
    const items = part.isArranged ? part.items : part.items.filter((item) => holds(filter, item));
    isSorted = part.isArranged || (sort === undefined && !isDescending);
    if (isSorted) yield { ...part, items, total: part.isArranged || filter.length === 0 ? part.total : undefined };
    else for (const item of items) all.push(item);
  }
  if (!isSorted) {
    const items = sort === undefined ? all.toReversed() : sorted(all, sort, isDescending);
    yield { items, total: all.length, isArranged: true };
  }
}
