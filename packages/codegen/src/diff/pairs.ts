import { primitives } from "../dialect/primitives.js";
import { formatType, type TypeExpression } from "../dialect/type-expression.js";
import type { Model, Models, Property } from "../openapi/models.js";
import { isRequired, propertiesIn } from "../openapi/views.js";
import type { RuleId } from "./rules.js";

/** Which way a value travels: what is sent has to fit the newer schema, what is answered the older one. */
export type Direction = "request" | "answer";

/** What differs at a place of an operation or of a model. */
export interface Change {
  readonly rule: RuleId;
  readonly place: string;
  readonly from?: string;
  readonly to?: string;
}

/** What was found while two things were compared: what differs there, and the pairs of models that they hold. */
export interface Found {
  readonly changes: Change[];
  readonly pairs: Set<Pair>;
}

/** A model and what stands in its place in the newer schema, as they travel one way. */
export interface Pair extends Found {
  /** The newer one. */
  readonly model: Model;
  /** The operations that hold them. */
  readonly operations: Set<string>;
}

/** A type, and the models that it can mention. */
export interface Typed {
  readonly type: TypeExpression;
  readonly models: Models;
}

/** Compares types; every two models once each way. */
export class Pairs {
  readonly #pairs = new Map<Models, Map<Models, Map<string, Pair>>>();

  /** Compares two types at a place, and adds what it finds. */
  compareTypes(before: Typed, after: Typed, direction: Direction, place: string, found: Found): void {
    const from = wireType(before.type);
    const to = wireType(after.type);
    const inner = (one: TypeExpression, other: TypeExpression): void =>
      this.compareTypes({ ...before, type: one }, { ...after, type: other }, direction, place, found);
    if (from.kind === "array" && to.kind === "array") return inner(from.items, to.items);
    if (from.kind === "map" && to.kind === "map") {
      inner(from.key, to.key);
      return inner(from.value, to.value);
    }
    const one = natureOf(from, before.models);
    const other = natureOf(to, after.models);
    const names = { from: formatType(from), to: formatType(to) };
    const add = (what: "type" | "format" | "model" | Compatible): void =>
      void found.changes.push({ rule: `${direction}-${what}` as RuleId, place, ...names });
    if (one.model !== undefined && other.model !== undefined && one.base === other.base) {
      if (names.from !== names.to) add("model");
      found.pairs.add(this.pair(one.model, before.models, other.model, after.models, direction));
      return undefined;
    }
    if (one.base !== other.base)
      return add(isCompatible(one.base, other.base, direction) ? compatible[direction] : "type");
    // An enum on one side, and any value of its type on the other.
    if (one.model !== undefined || other.model !== undefined) {
      const isOpened = one.model !== undefined;
      return add(isOpened === (direction === "request") ? compatible[direction] : "type");
    }
    return names.from === names.to ? undefined : add("format");
  }

  /** The pair of two models. */
  pair(before: Model, beforeModels: Models, after: Model, afterModels: Models, direction: Direction): Pair {
    const known = entry(
      entry(this.#pairs, beforeModels, () => new Map<Models, Map<string, Pair>>()),
      afterModels,
      () => new Map<string, Pair>(),
    );
    const key = `${direction} ${before.name} ${after.name}`;
    let pair = known.get(key);
    if (pair !== undefined) return pair;
    pair = { model: after, changes: [], pairs: new Set(), operations: new Set() };
    known.set(key, pair);
    if (before.members && after.members) compareMembers(before.members, after.members, direction, pair.changes);
    else {
      this.compareFields(
        typed(propertiesIn(viewOf(direction), before), beforeModels),
        typed(propertiesIn(viewOf(direction), after), afterModels),
        direction,
        "",
        pair,
      );
    }
    return pair;
  }

  /** Compares fields by name: the properties of two models, the parameters or body fields of two operations. */
  compareFields(before: Fields, after: Fields, direction: Direction, prefix: string, found: Found): void {
    for (const [name, old] of before) {
      const field = after.get(name);
      const place = `${prefix}${name}`;
      if (field === undefined) {
        found.changes.push({ rule: `${direction}-field-removed`, place, from: formatType(old.type) });
        continue;
      }
      compareFlags(old, field, direction, place, found.changes);
      this.compareTypes(old, field, direction, place, found);
    }
    for (const [name, field] of after) {
      if (before.has(name)) continue;
      const isDemanded = direction === "request" && isRequired(field, "write");
      const rule = isDemanded ? "request-field-added-required" : (`${direction}-field-added` as const);
      found.changes.push({ rule, place: `${prefix}${name}`, to: formatType(field.type) });
    }
  }

  *[Symbol.iterator](): Iterator<Pair> {
    for (const byAfter of this.#pairs.values()) {
      for (const pairs of byAfter.values()) yield* pairs.values();
    }
  }
}

/** Fields by name: each with the models that its type can mention. */
export type Fields = ReadonlyMap<string, Property & Typed>;

/** Fields of one schema. */
export function typed(properties: ReadonlyMap<string, Property>, models: Models): Fields {
  return new Map([...properties].map(([name, property]) => [name, { ...property, models }]));
}

function viewOf(direction: Direction): "read" | "write" {
  return direction === "answer" ? "read" : "write";
}

function compareFlags(before: Property, after: Property, direction: Direction, place: string, changes: Change[]): void {
  if (direction === "answer") {
    const isThere = (field: Property): boolean => !field.nullable;
    if (isThere(before) === isThere(after)) return;
    changes.push({ rule: isThere(before) ? "answer-field-nullable" : "answer-field-not-null", place });
    return;
  }
  if (before.required !== after.required) {
    changes.push({ rule: after.required ? "request-field-required" : "request-field-optional", place });
  }
  if (before.nullable !== after.nullable) {
    changes.push({ rule: after.nullable ? "request-field-nullable" : "request-field-not-null", place });
  }
}

function compareMembers(
  before: readonly (string | number)[],
  after: readonly (string | number)[],
  direction: Direction,
  changes: Change[],
): void {
  const gone = before.filter((member) => !after.includes(member));
  const added = after.filter((member) => !before.includes(member));
  if (gone.length > 0) changes.push({ rule: `${direction}-enum-narrowed`, place: "", from: listOf(gone) });
  if (added.length > 0) changes.push({ rule: `${direction}-enum-widened`, place: "", to: listOf(added) });
}

function listOf(members: readonly (string | number)[]): string {
  return members.map((member) => JSON.stringify(member)).join(", ");
}

type Compatible = "type-widened" | "type-narrowed";
const compatible = { request: "type-widened", answer: "type-narrowed" } as const;

/** What travels. */
function wireType(type: TypeExpression): TypeExpression {
  return type.kind === "alias" ? wireType(type.wire) : type;
}

/** What a type is to TypeScript. */
type Base = "string" | "number" | "boolean" | "unknown" | "void" | "object" | "array" | "map";

interface Nature {
  readonly base: Base;
  /** An object or an enum. */
  readonly model?: Model;
}

function natureOf(type: TypeExpression, models: Models): Nature {
  if (type.kind === "alias") return natureOf(type.wire, models);
  if (type.kind !== "name") return { base: type.kind };
  const name = formatType(type);
  const primitive = primitives.get(name);
  if (primitive !== undefined) return { base: baseOf(primitive.type) };
  const model = models.get(name);
  if (model === undefined) return { base: "unknown" };
  if (model.members === undefined) return { base: "object", model };
  if (model.members.length === 0) return { base: "string" };
  return { base: model.members.every((member) => typeof member === "number") ? "number" : "string", model };
}

function baseOf(type: string | undefined): Base {
  if (type === "integer" || type === "number") return "number";
  if (type === "null") return "void";
  return type === "string" || type === "boolean" ? type : "unknown";
}

/** Whether a program does as well with another base: what takes anything takes what was sent, and so the other way round. */
function isCompatible(before: Base, after: Base, direction: Direction): boolean {
  return (direction === "request" ? after : before) === "unknown";
}

function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) map.set(key, (value = make()));
  return value;
}
