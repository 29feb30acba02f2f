import { classRefusal } from "../refusal.js";

// How OVH's lists are asked for in parts: v1 by headers that only its own web manager is known to send; v2, and the few
// lists of v1 that say so, by documented ones.

/** What part of a list is asked for. */
export interface Paging {
  /** Whether ids are to become what is read of them. */
  readonly expands: boolean;
  /** Pages have numbers; otherwise a cursor leads from part to part. */
  readonly by: "number" | "cursor";
  /** From 1. */
  readonly number: number;
  readonly size: number;
  readonly cursor: string | undefined;
  readonly sort: string | undefined;
  readonly descending: boolean;
  /** `field:op=value&…`, as it was sent. */
  readonly filter: string | undefined;
}

/** How many items a part has where nobody says. */
const usualSize = 25;

const modes: Readonly<Record<string, Paging["by"]>> = {
  "CachedObjectList-Pages": "number",
  "CachedObjectList-Cursor": "cursor",
};

/** The names of the headers, without what they have in common. */
const names = ["Mode", "Number", "Size", "Cursor", "Sort", "Sort-Order", "Filter"] as const;
type Name = (typeof names)[number];
const headerOf = (name: Name): string => `x-pagination-${name.toLowerCase()}`;
const headerNames = names.map(headerOf);

const wrong = (name: Name, value: string, expected: string) =>
  classRefusal(400, `X-Pagination-${name} is ${JSON.stringify(value)}, and has to be ${expected}`);

/**
 * What the headers of a request ask for; undefined where they ask for the whole list.
 *
 * @param isDocumented Whether the schema says that the list has cursors.
 * @throws {Refusal} 400 for what cannot be asked for.
 */
export function pagingOf(header: (name: string) => string | undefined, isDocumented: boolean): Paging | undefined {
  if (headerNames.every((name) => header(name) === undefined)) return undefined;
  const sent = (name: Name): string | undefined => header(headerOf(name));
  const mode = sent("Mode");
  const by = isDocumented ? "cursor" : modes[mode ?? ""];
  if (by === undefined) throw wrong("Mode", mode ?? "", Object.keys(modes).join(" or "));
  const whole = (name: Name, usual: number): number => {
    const text = sent(name);
    if (text !== undefined && !/^[1-9]\d{0,8}$/.test(text)) throw wrong(name, text, "a whole number above 0");
    return Number(text ?? usual);
  };
  const order = sent("Sort-Order") ?? "ASC";
  if (!["ASC", "DESC"].includes(order)) throw wrong("Sort-Order", order, "ASC or DESC");
  return {
    expands: !isDocumented,
    by,
    number: whole("Number", 1),
    size: whole("Size", usualSize),
    cursor: sent("Cursor"),
    sort: sent("Sort"),
    descending: order === "DESC",
    filter: sent("Filter"),
  };
}
