import { classRefusal } from "../refusal.js";
import type { Fields } from "../schema/fields.js";
import { matchesWildcard } from "../wildcard.js";

type Comparison = (found: unknown, wanted: string) => boolean;

/** Numbers by their size, dates and other texts by their letters. */
function order(one: unknown, other: unknown): number {
  const [first, second] = [Number(one), Number(other)];
  if (typeof one !== "string" && !Number.isNaN(first) && !Number.isNaN(second)) return first - second;
  const [text, otherText] = [textOf(one), textOf(other)];
  return text < otherText ? -1 : Number(text > otherText);
}

const textOf = (value: unknown): string => (typeof value === "object" ? JSON.stringify(value) : String(value));

/** Whether a text is like a pattern, in which `%` and `*` stand for anything. */
export function isLike(text: string, pattern: string): boolean {
  return matchesWildcard(pattern.replaceAll("%", "*"), text);
}

const comparisons: Readonly<Record<string, Comparison>> = {
  eq: (found, wanted) => textOf(found) === wanted,
  ne: (found, wanted) => textOf(found) !== wanted,
  like: (found, wanted) => isLike(textOf(found).toLowerCase(), wanted.toLowerCase()),
  lt: (found, wanted) => order(found, wanted) < 0,
  gt: (found, wanted) => order(found, wanted) > 0,
  in: (found, wanted) => wanted.split(",").includes(textOf(found)),
};

/**
 * The items that a filter lets through, as `name:like=web%&state:in=running,stopped`.
 *
 * @param knows Whether items have a property.
 * @throws {Refusal} 400 for a filter that cannot be read, and for a property that items do not have.
 */
export function filtered<T extends { readonly fields: Fields }>(
  items: readonly T[],
  filter: string,
  knows: (name: string) => boolean,
): readonly T[] {
  const conditions = filter.split("&").map((condition) => {
    const [, name = "", op = "", encoded = ""] = /^([^:=]+):([^=]+)=(.*)$/s.exec(condition) ?? [];
    const compare = Object.hasOwn(comparisons, op) ? comparisons[op] : undefined;
    const wanted = decoded(encoded);
    if (compare === undefined || wanted === undefined) {
      const form = `field:op=value, where op is one of ${Object.keys(comparisons).join(", ")}`;
      throw classRefusal(400, `X-Pagination-Filter has ${JSON.stringify(condition)}, and each part has to be ${form}`);
    }
    if (!knows(name)) throw classRefusal(400, `X-Pagination-Filter asks for ${name}, which the items do not have`);
    return ({ fields }: T): boolean => [fields[name] ?? null].flat().some((found) => compare(found, wanted));
  });
  return items.filter((item) => conditions.every((holds) => holds(item)));
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/**
 * The items in the order of a property; what has none comes last, what is equal stays as it was.
 *
 * @throws {Refusal} 400 for a property that items do not have.
 */
export function sorted<T extends { readonly fields: Fields }>(
  items: readonly T[],
  { sort, descending }: { readonly sort: string; readonly descending: boolean },
  knows: (name: string) => boolean,
): readonly T[] {
  if (!knows(sort)) throw classRefusal(400, `X-Pagination-Sort asks for ${sort}, which the items do not have`);
  return items.toSorted((one, other) => {
    const [first, second] = [one.fields[sort], other.fields[sort]];
    if ((first ?? null) === null || (second ?? null) === null)
      return Number((first ?? null) === null) - Number((second ?? null) === null);
    return descending ? order(second, first) : order(first, second);
  });
}
