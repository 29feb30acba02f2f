import { kindOf, percentEncode } from "../call/text.js";

/** What of an item has to hold: `status:eq=validated`. */
export interface Condition {
  readonly name: string;
  readonly operator: Operator;
  readonly value: unknown;
}

const operators = ["eq", "ne", "lt", "gt", "in", "like"] as const;
type Operator = (typeof operators)[number];

const isScalar = (value: unknown): boolean => ["string", "number", "bigint", "boolean"].includes(typeof value);

/**
 * Reads the option `filter`.
 *
 * @throws {TypeError} For what is no condition.
 */
export function readFilter(filter: unknown = {}): readonly Condition[] {
  if (typeof filter !== "object" || filter === null || Array.isArray(filter)) {
    throw new TypeError(`filter has to be an object; found ${kindOf(filter)}.`);
  }
  return Object.entries(filter).flatMap(([name, given]: [string, unknown]): Condition[] => {
    if (given === undefined) return [];
    const compared: object =
      typeof given === "object" && given !== null && !Array.isArray(given) ? given : { eq: given };
    return Object.entries(compared).flatMap(([operator, value]: [string, unknown]) => {
      if (value === undefined) return [];
      const place = `filter.${name}`;
      if (!isOperator(operator)) {
        throw new TypeError(`${place} has ${JSON.stringify(operator)}; it can have ${operators.join(", ")}.`);
      }
      const values: readonly unknown[] = operator === "in" && Array.isArray(value) ? value : [value];
      const strange = values.find((one) => !isScalar(one) || Number.isNaN(one));
      if (strange !== undefined || values.includes(undefined) || values.length === 0) {
        const expected = operator === "in" ? "strings, numbers or booleans" : "a string, number or boolean";
        throw new TypeError(`${place}.${operator} has to be ${expected}; found ${kindOf(strange)}.`);
      }
      if (operator === "in" && values.some((one) => String(one).includes(","))) {
        throw new TypeError(`${place}.in has a value with a comma, which is what parts the values for OVH.`);
      }
      return [{ name, operator, value: operator === "in" ? values : value }];
    });
  });
}

function isOperator(name: string): name is Operator {
  return (operators as readonly string[]).includes(name);
}

/** Conditions as OVH's header has them: `status:eq=validated&creation:gt=2026-01-01`. */
export function writeFilter(conditions: readonly Condition[]): string {
  const write = (value: unknown): string => percentEncode(String(value));
  return conditions
    .map(
      ({ name, operator, value }) =>
        `${name}:${operator}=${Array.isArray(value) ? value.map(write).join() : write(value)}`,
    )
    .join("&");
}

/** Whether all conditions hold for an item, where OVH did not filter the list. */
export function holds(conditions: readonly Condition[], item: unknown): boolean {
  return conditions.every(({ name, operator, value }) => {
    const found: unknown = propertyOf(item, name);
    return (Array.isArray(found) ? found : [found]).some((one) => compares[operator](one, value));
  });
}

const compares: Readonly<Record<Operator, (found: unknown, wanted: unknown) => boolean>> = {
  eq: (found, wanted) => String(found) === String(wanted),
  ne: (found, wanted) => String(found) !== String(wanted),
  lt: (found, wanted) => order(found, wanted) < 0,
  gt: (found, wanted) => order(found, wanted) > 0,
  in: (found, wanted) => (wanted as unknown[]).some((one) => String(one) === String(found)),
  like: (found, wanted) => isLike(String(found), String(wanted)),
};

/** Whether a text is like a pattern, in which `%` stands for anything. */
function isLike(text: string, pattern: string): boolean {
  const pieces = pattern.split(/%+/).map((piece) => piece.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"));
  return new RegExp(`^${pieces.join(".*")}$`, "is").test(text);
}

/** Items in the order of a property; what has none comes last. */
export function sorted(items: readonly unknown[], name: string, isDescending: boolean): unknown[] {
  return [...items].sort((one, other) => {
    const [first, second] = [propertyOf(one, name) ?? null, propertyOf(other, name) ?? null];
    if (first === null || second === null) return Number(first === null) - Number(second === null);
    return isDescending ? order(second, first) : order(first, second);
  });
}

/** Numbers by their size, all else by its letters, as ISO 8601 has dates. */
function order(one: unknown, other: unknown): number {
  const [first, second] =
    typeof one === "number" || typeof one === "bigint" ? [one, Number(other)] : [String(one), String(other)];
  return first < second ? -1 : Number(first > second);
}

function propertyOf(item: unknown, name: string): unknown {
  return typeof item === "object" && item !== null && Object.hasOwn(item, name) ? item[name as never] : undefined;
}
