import { formatType, parseType, type TypeExpression } from "../dialect/type-expression.js";
import { parseField, type PinnedApi, type PinnedOperation } from "../pin/notation.js";
import { type Model, type Models, modelsIn, type Property } from "./models.js";

/** `read`: what an answer holds. `write`: what may be sent. */
export type View = "read" | "write";

/** Which views of which models an API needs. */
export interface Views {
  /** Models whose read view is needed: those in answers, and those that nothing mentions. */
  readonly read: ReadonlySet<string>;
  /** Models whose write view is needed and differs from the read view. */
  readonly write: ReadonlySet<string>;
  /** Whether a model's two views differ, as TypeScript sees them. */
  differ(model: string): boolean;
  /** Whether an enum has to admit members it does not list: it occurs in answers. */
  isOpen(model: string): boolean;
}

/** The types that an operation sends: its parameters and its body. */
function sentTypes(operation: PinnedOperation): TypeExpression[] {
  const body = typeof operation.body === "string" ? { "": operation.body } : operation.body;
  return [operation.path, operation.query, operation.headers, body].flatMap((fields) =>
    Object.values(fields ?? {}).map((field) => parseType(parseField(field).type)),
  );
}

/** The types that an operation answers with. */
function answeredTypes(operation: PinnedOperation): TypeExpression[] {
  return [operation.returns, ...Object.values(operation.responses ?? {})]
    .filter((type) => type !== undefined)
    .map(parseType);
}

/** Works out the views of an API's models. */
export function computeViews(api: PinnedApi, models: Models): Views {
  const operations = Object.values(api.operations);
  const answered = reach(operations.flatMap(answeredTypes), models, () => true);
  const sent = reach(operations.flatMap(sentTypes), models, isWritable);
  const unmentioned = [...models.names()].filter((name) => !answered.has(name) && !sent.has(name));
  const read = reach(unmentioned.map(parseType), models, () => true);
  for (const [name, model] of answered) read.set(name, model);

  const differing = differingModels(new Map([...read, ...sent]), sent, models);
  const differ = (name: string): boolean => differing.has(name);
  const sharedWithAnswers = [...sent.keys()].filter((name) => !differ(name));
  return {
    read: new Set([...read.keys(), ...sharedWithAnswers]),
    write: new Set([...sent.keys()].filter(differ)),
    differ,
    isOpen: (name) => read.has(name),
  };
}

/** Whether a type is, or lists, a long: what is read of it is a number, what is sent may be a bigint as well. */
function holdsLong(type: TypeExpression): boolean {
  switch (type.kind) {
    case "array":
      return holdsLong(type.items);
    case "map":
      return holdsLong(type.value);
    case "alias":
      return holdsLong(type.wire);
    case "name":
      return formatType(type) === "long";
  }
}

/** Whether a property may be sent. */
export function isWritable(property: Property): boolean {
  return !property.readOnly;
}

/**
 * Whether a property is always there: in a request if the schema says so; in an answer as well if it cannot be null.
 * (44 properties are required and can be null: they are there, so that what was read can be written back.)
 */
export function isRequired(property: Property, view: View): boolean {
  return property.required || (view === "read" && !property.nullable);
}

function reach(
  types: readonly TypeExpression[],
  models: Models,
  follow: (property: Property) => boolean,
): Map<string, Model> {
  const reached = new Map<string, Model>();
  const waiting = types.flatMap((type) => modelsIn(type, models));
  for (let model = waiting.pop(); model !== undefined; model = waiting.pop()) {
    if (reached.has(model.name)) continue;
    reached.set(model.name, model);
    for (const property of model.properties.values()) {
      if (follow(property)) waiting.push(...modelsIn(property.type, models));
    }
  }
  return reached;
}

/** The models whose own properties differ between the views, and all that refer to one of those. */
function differingModels(
  reached: ReadonlyMap<string, Model>,
  sent: ReadonlyMap<string, Model>,
  models: Models,
): Set<string> {
  const referrers = new Map<string, string[]>();
  const differing = new Set<string>();
  const waiting: string[] = [];
  for (const model of reached.values()) {
    for (const property of model.properties.values()) {
      const isWidened = sent.has(model.name) && holdsLong(property.type);
      if (!isWritable(property) || isWidened || isRequired(property, "read") !== isRequired(property, "write"))
        waiting.push(model.name);
      for (const { name } of modelsIn(property.type, models)) {
        referrers.set(name, [...(referrers.get(name) ?? []), model.name]);
      }
    }
  }
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (differing.has(name)) continue;
    differing.add(name);
    waiting.push(...(referrers.get(name) ?? []));
  }
  return differing;
}
