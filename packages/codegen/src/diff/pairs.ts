import { type PrimitiveSchema, primitives } from "../dialect/primitives.js";
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

/** What is compared: the models that types before and after can mention, and the way that values travel. */
export interface Sides {
  readonly before: Models;
  readonly after: Models;
  readonly direction: Direction;
}

/** Fields by name: the properties of a model, the parameters or body fields of an operation. */
export type Fields = ReadonlyMap<string, Property>;

/** Compares types; every two models once each way. */
export class Pairs {
  /** What is still to be compared: not one within the other, or long chains of models would exceed the stack. */
  readonly #waiting: (() => void)[] = [];
  readonly #pairs = { request: new Map<Model, Map<Model, Pair>>(), answer: new Map<Model, Map<Model, Pair>>() };

  /** Compares two types at a place, and adds what it finds. */
  compareTypes(before: TypeExpression, after: TypeExpression, sides: Sides, place: string, found: Found): void {
    const from = wireType(before);
    const to = wireType(after);
    if (from.kind === "array" && to.kind === "array") {
      this.compareTypes(from.items, to.items, sides, place, found);
    } else if (from.kind === "map" && to.kind === "map") {
      this.compareTypes(from.key, to.key, sides, place, found);
      this.compareTypes(from.value, to.value, sides, place, found);
    } else {
      const one = natureOf(from, sides.before);
      const other = natureOf(to, sides.after);
      const difference = differenceOf(one, other, sides.direction);
      // A model or a format of the same name is the same.
      if (one.name !== other.name || (difference !== "model" && difference !== "format")) {
        const rule = `${sides.direction}-${difference}` as RuleId;
        found.changes.push({ rule, place, from: one.name, to: other.name });
      }
      if (one.base === other.base && one.model !== undefined && other.model !== undefined) {
        found.pairs.add(this.#pairOf(one.model, other.model, sides));
      }
    }
  }

  /** Compares fields by name, and adds what it finds. */
  compareFields(before: Fields, after: Fields, sides: Sides, prefix: string, found: Found): void {
    const { direction } = sides;
    for (const [name, old] of before) {
      const field = after.get(name);
      const place = `${prefix}${name}`;
      if (field === undefined) {
        found.changes.push({ rule: `${direction}-field-removed`, place, from: formatType(old.type) });
      } else {
        compareFlags(old, field, direction, place, found.changes);
        this.compareTypes(old.type, field.type, sides, place, found);
      }
    }
    for (const [name, field] of after) {
      if (before.has(name)) continue;
      const isDemanded = direction === "request" && isRequired(field, "write");
      const rule = isDemanded ? "request-field-added-required" : (`${direction}-field-added` as const);
      found.changes.push({ rule, place: `${prefix}${name}`, to: formatType(field.type) });
    }
  }

  /** All pairs of models that were found to be held, one in the other as well. */
  heldBy(found: Found): ReadonlySet<Pair> {
    for (let compare = this.#waiting.pop(); compare !== undefined; compare = this.#waiting.pop()) compare();
    const held = new Set<Pair>();
    const waiting = [...found.pairs];
    for (let pair = waiting.pop(); pair !== undefined; pair = waiting.pop()) {
      if (held.has(pair)) continue;
      held.add(pair);
      waiting.push(...pair.pairs);
    }
    return held;
  }

  /** All pairs that were compared. */
  *[Symbol.iterator](): Iterator<Pair> {
    for (const pairs of Object.values(this.#pairs)) {
      for (const byAfter of pairs.values()) yield* byAfter.values();
    }
  }

  #pairOf(before: Model, after: Model, sides: Sides): Pair {
    const { direction } = sides;
    const pairs = this.#pairs[direction];
    const known = pairs.get(before) ?? new Map<Model, Pair>();
    pairs.set(before, known);
    let pair = known.get(after);
    if (pair !== undefined) return pair;
    pair = { model: after, changes: [], pairs: new Set(), operations: new Set() };
    known.set(after, pair);
    const found = pair;
    this.#waiting.push(() => {
      if (before.members !== undefined && after.members !== undefined) {
        compareMembers(before.members, after.members, direction, found.changes);
      } else {
        const view = direction === "answer" ? "read" : "write";
        this.compareFields(propertiesIn(view, before), propertiesIn(view, after), sides, "", found);
      }
    });
    return pair;
  }
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
  const [old, now] = [new Set(before), new Set(after)];
  const gone = before.filter((member) => !now.has(member));
  const added = after.filter((member) => !old.has(member));
  if (gone.length > 0) changes.push({ rule: `${direction}-enum-narrowed`, place: "", from: listOf(gone) });
  if (added.length > 0) changes.push({ rule: `${direction}-enum-widened`, place: "", to: listOf(added) });
}

function listOf(members: readonly (string | number)[]): string {
  return members.map((member) => JSON.stringify(member)).join(", ");
}

/** What travels. */
function wireType(type: TypeExpression): TypeExpression {
  return type.kind === "alias" ? wireType(type.wire) : type;
}

/** What a type is to TypeScript. */
type Base = "string" | "number" | "boolean" | "unknown" | "void" | "object" | "array" | "map";

interface Nature {
  readonly base: Base;
  readonly name: string;
  /** An object or an enum. */
  readonly model?: Model;
}

function natureOf(type: TypeExpression, models: Models): Nature {
  const name = formatType(type);
  if (type.kind === "array" || type.kind === "map") return { base: type.kind, name };
  const primitive = primitives.get(name);
  if (primitive !== undefined) return { base: baseOf(primitive.type), name };
  const model = models.get(name);
  if (model === undefined) return { base: "unknown", name };
  if (model.members === undefined) return { base: "object", name, model };
  // The generated type of an enum of no members is that of any text.
  if (model.members.length === 0) return { base: "string", name };
  return { base: model.members.every((member) => typeof member === "number") ? "number" : "string", name, model };
}

function baseOf(type: PrimitiveSchema["type"]): Base {
  if (type === "integer" || type === "number") return "number";
  if (type === "null") return "void";
  return type ?? "unknown";
}

/** What a program sees of another type: a type that its values need not fit, one that they do, or a name at most. */
function differenceOf(
  one: Nature,
  other: Nature,
  direction: Direction,
): "type" | "type-widened" | "type-narrowed" | "model" | "format" {
  // What is taken may become more, what is answered less: anything, an enum's values, one type.
  const fits = direction === "request" ? "type-widened" : "type-narrowed";
  const [narrow, wide] = direction === "request" ? [one, other] : [other, one];
  if (one.base !== other.base) return wide.base === "unknown" ? fits : "type";
  const isEnum = (nature: Nature): boolean => nature.model !== undefined;
  if (isEnum(narrow) === isEnum(wide)) return isEnum(one) ? "model" : "format";
  return isEnum(narrow) ? fits : "type";
}
