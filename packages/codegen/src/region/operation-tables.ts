import { expandsTo } from "../openapi/lists.js";
import { methods, type OpenApiDocument, type Schema } from "../openapi/openapi.js";
import { SchemaError } from "../schema-error.js";

/**
 * What a client is told of operations: where on the way to them something changes. Each place is a hash of a method and
 * the beginning of a path template (`GET/order/cart/{}`), or, with a `$` behind it, of an operation; all of them sorted,
 * each as what it adds to the one before. An operation is in a table when an odd number of its beginnings are. As operations that lie
 * together are much alike, that takes a third of what naming each would take.
 */
export interface OperationTables {
  /** Those that need no signature. */
  readonly unsigned: string;
  /** Those that answer nothing. */
  readonly void: string;
  /** Query parameters that are dates and not instants: each behind its operation, `GET/vrack/{}$?date`. */
  readonly days: string;
  /** Those whose lists of ids expand to what is read by an id. */
  readonly expanded: string;
}

/**
 * Makes the tables of an endpoint.
 *
 * @throws {SchemaError} When two operations differ only in what a parameter is called and are not both in a table, or when
 *   hashes that are the same make a table say what is not so.
 */
export function operationTables(
  endpoint: string,
  apis: readonly { readonly version: string; readonly api: string; readonly document: OpenApiDocument }[],
): OperationTables {
  const unsigned = new Map<string, boolean>();
  const voids = new Map<string, boolean>();
  const days = new Map<string, boolean>();
  const expanded = new Map<string, boolean>();
  for (const { version, api, document } of apis) {
    const add = addFrom(`schemas/${endpoint}/${version}${api}.json`);
    for (const [path, item] of Object.entries(document.paths)) {
      for (const method of methods) {
        const operation = item[method];
        if (operation === undefined) continue;
        const name = `${method.toUpperCase()}${path.replace(/\{[^{}]*\}/g, "{}")}$`;
        add(unsigned, name, operation.security?.length === 0);
        const answer = operation.responses["200"];
        add(voids, name, answer !== undefined && !("content" in answer && answer.content));
        if (method === "get") add(expanded, name, expandsTo(operation, document) !== undefined);
        for (const parameter of operation.parameters ?? []) {
          if (parameter.in === "query") add(days, `${name}?${parameter.name}`, isDate(parameter.schema));
        }
      }
    }
  }
  const single = [...days].filter(([, isIn]) => isIn).map(([name]) => name);
  return {
    unsigned: pack(endpoint, changesOf(unsigned), unsigned, beginningsOf),
    void: pack(endpoint, changesOf(voids), voids, beginningsOf),
    days: pack(endpoint, single, days, (name) => [name]),
    expanded: pack(endpoint, changesOf(expanded), expanded, beginningsOf),
  };
}

/** Adds to tables what a file says. */
function addFrom(file: string): (table: Map<string, boolean>, name: string, isIn: boolean) => void {
  return (table, name, isIn) => {
    if ((table.get(name) ?? isIn) !== isIn) {
      throw new SchemaError(file, name.split("$", 1)[0]!, "two operations that a call cannot tell apart");
    }
    table.set(name, isIn);
  };
}

function isDate(schema: Schema | undefined): boolean {
  return (schema?.items ?? schema)?.format === "date";
}

/** `GET`, `GET/me`, `GET/me$`. */
function beginningsOf(name: string): string[] {
  return [...name.matchAll(/[/$]|$/g)].map(({ index }) => name.slice(0, index));
}

/** A place on the way to operations. */
interface Place {
  readonly name: string;
  /** Whether the operation that it is is in the table; undefined where it is none. */
  isIn?: boolean;
  readonly below: Map<string, Place>;
}

/** The fewest places where it changes whether operations are in a table; above all of them, none is. */
function changesOf(table: ReadonlyMap<string, boolean>): string[] {
  const root: Place = { name: "", below: new Map() };
  for (const [operation, isIn] of table) {
    let place = root;
    for (const name of beginningsOf(operation)) {
      const next: Place = place.below.get(name) ?? { name, below: new Map() };
      place.below.set(name, next);
      place = next;
    }
    place.isIn = isIn;
  }
  const costs = new Map<Place, readonly [ifOut: number, ifIn: number]>();
  const costOf = (place: Place): readonly [number, number] => {
    const known = costs.get(place);
    if (known !== undefined) return known;
    const below = [...place.below.values()].map(costOf);
    const cost = (isIn: 0 | 1): number =>
      below.reduce((sum, costs) => sum + Math.min(costs[isIn], 1 + costs[isIn === 0 ? 1 : 0]), 0);
    const impossible = (isIn: boolean): number => (place.isIn === !isIn ? Infinity : 0);
    const found = [cost(0) + impossible(false), cost(1) + impossible(true)] as const;
    costs.set(place, found);
    return found;
  };
  const collect = (place: Place, isIn: 0 | 1): string[] =>
    [...place.below.values()].flatMap((next) => {
      const cost = costOf(next);
      const other = isIn === 0 ? 1 : 0;
      return cost[isIn] <= 1 + cost[other] ? collect(next, isIn) : [next.name, ...collect(next, other)];
    });
  return collect(root, 0);
}

/**
 * Packs the hashes of places. Where one is by chance that of another place, and so an operation reads as it is not, the
 * operation itself becomes a place.
 */
function pack(
  endpoint: string,
  changes: readonly string[],
  table: ReadonlyMap<string, boolean>,
  beginnings: (name: string) => readonly string[],
): string {
  const places = new Set(changes);
  for (let round = 0; round < 10; round++) {
    const hashes = new Set([...places].map(hashOf));
    const wrong = [...table].filter(
      ([name, isIn]) => (beginnings(name).filter((place) => hashes.has(hashOf(place))).length % 2 === 1) !== isIn,
    );
    if (wrong.length === 0) {
      return inText([...hashes].sort((one, other) => one - other));
    }
    for (const [name] of wrong) if (!places.delete(name)) places.add(name);
  }
  throw new SchemaError(endpoint, "", "hashes that are the same make the tables of its operations wrong");
}

/** Each number as what it adds to the one before: in base 36, and the last digit in base 26, as a capital letter. */
function inText(sorted: readonly number[]): string {
  return sorted
    .map((number, index) => number - (sorted[index - 1] ?? 0))
    .map((added) => `${added < 26 ? "" : Math.floor(added / 26).toString(36)}${String.fromCharCode(65 + (added % 26))}`)
    .join("");
}

/** The upper 30 bits of FNV-1a of 32 bits (http://www.isthe.com/chongo/tech/comp/fnv/), which the client computes too. */
function hashOf(name: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < name.length; index++) hash = Math.imul(hash ^ name.charCodeAt(index), 0x01000193);
  return hash >>> 2;
}
