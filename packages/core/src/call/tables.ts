import type { OperationTables } from "../client-options.js";
import { type HttpMethod, methods } from "../http-method.js";
import type { QueryTarget } from "./prepare.js";
import { splitQuery } from "./url.js";

/** What a region's package says of operations; {@link OperationTables} says how. */
export interface Tables {
  /** Those that need no signature. */
  readonly unsigned: ReadonlySet<number>;
  /** Those that answer nothing; undefined where no schema is known. */
  readonly voids: ReadonlySet<number> | undefined;
  /** Query parameters that are dates and not instants. */
  readonly days: ReadonlySet<number>;
}

/** What is known of what is called. */
export interface CallTarget extends QueryTarget {
  /** Whether the schema says that it needs no signature. */
  readonly isUnsigned: boolean;
  /** Whether an answer without data is all right. */
  readonly isVoid: boolean;
}

/** Gives what is known of a path template. */
export type TargetOf = (method: HttpMethod, template: string) => CallTarget;

// More templates than a program has, unless it writes values into them.
const mostKept = 1000;

/** Makes what reads each path template once. */
export function readTemplates(tables: Tables): TargetOf {
  const kept = new Map<string, CallTarget>();
  return (method, template) => {
    const name = `${method} ${template}`;
    const target = kept.get(name) ?? targetOf(tables, method, template, true);
    if (kept.size === mostKept) kept.clear();
    kept.set(name, target);
    return target;
  };
}

/**
 * Reads a method and a path template or finished path.
 *
 * @throws {TypeError} For a method that OVH does not have, and a query string that could not be sent.
 */
export function readTarget(tables: Tables, method: HttpMethod, given: string): CallTarget & { readonly path: string } {
  if (!methods.includes(method)) throw new TypeError(`The method has to be one of ${methods.join(", ")}.`);
  const { path, query } = splitQuery(given);
  return { ...targetOf(tables, method, path, false), path, query };
}

/** What a region's tables say of an operation, by its path template, else by whatever a finished path may be. */
function targetOf(
  { unsigned, voids, days }: Tables,
  method: HttpMethod,
  given: string,
  isTemplate: boolean,
): CallTarget {
  const path = plainPath(given);
  const readings = readingsOf(method, path, isTemplate);
  return {
    query: "",
    // A client needs these two before it has a consumer key, so that every endpoint leaves them unsigned.
    isUnsigned: /^(POST \/auth\/credential|GET \/auth\/time)$/.test(`${method} ${path}`) || isIn(unsigned, readings),
    isVoid: voids === undefined || isIn(voids, readings),
    isDay: (name) => isNamed(days, readings, name),
  };
}

/** The beginnings of an operation, its method first, as hashes; the last one is of the whole operation. */
export type Reading = readonly number[];

/** Of a finished path, each of the first segments may be a parameter's value; no template has more. */
export function readingsOf(method: HttpMethod, path: string, isTemplate: boolean): Reading[] {
  const readings = [[fnv(method)]];
  const add = (hashes: number[], text: string): number => hashes.push(fnv(text, hashes.at(-1)));
  const [, ...segments] = path.split("/");
  segments.forEach((segment, index) => {
    const mayBeValue = !isTemplate && index <= 12 && segment !== "" && segment !== "{}";
    const others = mayBeValue ? readings.map((hashes) => [...hashes]) : [];
    for (const hashes of readings) add(hashes, `/${segment}`);
    for (const hashes of others) add(hashes, "/{}");
    readings.push(...others);
  });
  for (const hashes of readings) add(hashes, "$");
  return readings;
}

/** Of several readings that one counts of which the table knows most. */
export function isIn(table: ReadonlySet<number>, readings: readonly Reading[]): boolean {
  let known = -1;
  let result = false;
  for (const hashes of readings) {
    const changes = hashes.map((hash) => table.has(hash >>> 2));
    const last = changes.lastIndexOf(true);
    const isOdd = changes.filter(Boolean).length % 2 === 1;
    if (last > known || (last === known && isOdd)) [known, result] = [last, isOdd];
  }
  return result;
}

/** Whether a table holds a name behind the operation. */
function isNamed(table: ReadonlySet<number>, readings: readonly Reading[], name: string): boolean {
  return readings.some((hashes) => table.has(fnv(`?${name}`, hashes.at(-1)) >>> 2));
}

/** Reads a region's tables. */
export function readTables(tables: OperationTables | undefined): Tables {
  return {
    unsigned: unpack(tables?.unsigned),
    voids: tables && unpack(tables.void),
    days: unpack(tables?.days),
  };
}

/** Each hash is what it adds to the one before, in base 36, its last digit a capital letter, in base 26. */
export function unpack(packed: string = ""): Set<number> {
  let hash = 0;
  const next = ([added = "", last = ""]: readonly string[]): number =>
    (hash += Number.parseInt(`0${added.slice(0, -1)}`, 36) * 26 + Number.parseInt(last, 36) - 10);
  return new Set([...packed.matchAll(/[\da-z]*([A-Z])/g)].map(next));
}

/** A path without the version that goes without saying, and without the names of parameters. */
export function plainPath(path: string): string {
  return String(path)
    .replace(/^\/v1(?=\/)/, "")
    .replace(/\{[^{}]*\}/g, "{}");
}

/** FNV-1a of 32 bits (http://www.isthe.com/chongo/tech/comp/fnv/), as the tables were made with. */
function fnv(text: string, hash: number = 0x811c9dc5): number {
  let mixed = hash;
  for (let at = 0; at < text.length; at++) mixed = Math.imul(mixed ^ text.charCodeAt(at), 0x01000193);
  return mixed >>> 0;
}
