import { type Fields, isFields } from "../schema/fields.js";
import { filtered, sorted } from "./filter.js";
import type { Paging } from "./paging.js";
import type { Walks } from "./walks.js";

/** A list, as it can be asked for in parts. */
export interface PagedList {
  /** Its path. */
  readonly path: string;
  /** What it answers as a whole: ids, or items. */
  readonly listed: readonly unknown[];
  /** Reads an item by its id; undefined for one that is gone. */
  readonly read: (id: unknown) => unknown;
  /** Whether its items have a property. */
  readonly knows: (name: string) => boolean;
  /** The id of an item that is listed whole. */
  readonly idOf: (listed: unknown) => unknown;
}

/** Part of a list, and the headers that tell which. */
export interface Page {
  readonly items: readonly unknown[];
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * The part of a list that is asked for.
 *
 * @throws {Refusal} 400 for a filter, an order or a cursor that does not fit the list.
 */
export function pageOf(list: PagedList, paging: Paging, walks: Walks): Page {
  const { size, number } = paging;
  if (paging.by === "cursor") {
    const { ids, next } =
      paging.cursor === undefined
        ? walks.begin(list.path, idsOf(list, paging), size)
        : walks.goOn(list.path, paging.cursor, size);
    return {
      items: itemsOf(list, ids, paging),
      headers: { ...(next !== undefined && { "x-pagination-cursor-next": next }) },
    };
  }
  const ids = idsOf(list, paging);
  return {
    items: itemsOf(list, ids.slice((number - 1) * size, number * size), paging),
    headers: {
      "x-pagination-elements": String(ids.length),
      "x-pagination-number": String(number),
      "x-pagination-size": String(size),
    },
  };
}

/** The ids of what a filter lets through, in the order that was asked for. */
function idsOf(list: PagedList, { filter, sort, descending }: Paging): readonly unknown[] {
  if (filter === undefined && sort === undefined) {
    const ids = list.listed.map(list.idOf);
    return descending ? ids.toReversed() : ids;
  }
  const items = list.listed.map((listed) => {
    const id = list.idOf(listed);
    const read = isFields(listed) ? listed : list.read(id);
    return { id, fields: isFields(read) ? read : ({} as Fields) };
  });
  const passed = filter === undefined ? items : filtered(items, filter, list.knows);
  return (sort === undefined ? passed : sorted(passed, { sort, descending }, list.knows)).map(({ id }) => id);
}

/** What is shown of ids; what is gone since a walk began is left out. */
function itemsOf(list: PagedList, ids: readonly unknown[], { expands }: Paging): readonly unknown[] {
  const listed = new Map(list.listed.map((one) => [list.idOf(one), one]));
  const isWhole = list.listed.some(isFields);
  if (isWhole || !expands) return ids.filter((id) => listed.has(id)).map((id) => listed.get(id));
  return ids.map(list.read).filter((item) => item !== undefined);
}
