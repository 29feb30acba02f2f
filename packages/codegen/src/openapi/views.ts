import { formatType, parseType, type TypeExpression } from "../dialect/type-expression.js";
import { parseField, type PinnedApi, type PinnedOperation } from "../pin/notation.js";
import { type Model, type Models, modelsIn, type Property } from "./models.js";

/**
 * `read`: what an answer holds. `write`: what may be sent. `update`: what may be sent where it was read before, by a PUT
 * whose path's GET answers it: the enums of that answer are as open as there.
 */
export type View = "read" | "write" | "update";

/** Which views of which models an API needs. */
export interface Views {
  /** The models whose own component is needed in a view. */
  readonly models: Readonly<Record<View, ReadonlySet<string>>>;
  /** The view whose component stands for a model in this view: another one where TypeScript sees no difference. */
  viewOf(model: string, view: View): View;
  /** Whether an enum admits members that it does not list. */
  isOpen(model: string, view: View): boolean;
  /** The view of what an operation sends as its body, by its key (`PUT /me`). */
  bodyView(operation: string): View;
}

/** Works out the views of an API's models. */
export function computeViews(api: PinnedApi, models: Models): Views {
  const operations = Object.entries(api.operations);
  const answered = reach(
    operations.flatMap(([, operation]) => answeredTypes(operation)),
    models,
    "read",
  );
  const { updates, openInUpdates } = findUpdates(api, models);
  const bodyView = (key: string): View => (updates.has(key) ? "update" : "write");
  const sent = (view: View): Set<string> =>
    reach(
      operations.flatMap(([key, operation]) => [
        ...(view === "write" ? parameterTypes(operation) : []),
        ...(bodyView(key) === view ? bodyTypes(operation) : []),
      ]),
      models,
      view,
    );
  const mentioned = { read: answered, write: sent("write"), update: sent("update") };
  // Models that nothing mentions are kept as an answer would hold them.
  const leftOver = [...models.names()].filter((name) => !Object.values(mentioned).some((set) => set.has(name)));
  const read = new Set([...reach(leftOver.map(parseType), models, "read"), ...answered]);

  const isOpen = (name: string, view: View): boolean =>
    view === "read" ? answered.has(name) && isEnum(name, models) : view === "update" && openInUpdates.has(name);
  const known = [...new Set([...read, ...mentioned.write, ...mentioned.update])].map((name) => models.get(name)!);
  const isSent = (name: string): boolean => mentioned.write.has(name) || mentioned.update.has(name);
  const differ = (one: View, other: View): Set<string> => differingModels(known, models, isSent, isOpen, one, other);
  const differing = {
    write: differ("read", "write"),
    update: differ("read", "update"),
    both: differ("write", "update"),
  };
  const viewOf = (model: string, view: View): View => {
    if (view === "read" || !differing[view].has(model)) return "read";
    return differing.both.has(model) ? view : "write";
  };

  const needed = { read, write: new Set<string>(), update: new Set<string>() };
  for (const view of ["write", "update"] as const) {
    for (const name of mentioned[view]) needed[viewOf(name, view)].add(name);
  }
  return { models: needed, viewOf, isOpen, bodyView };
}

/** The operations whose body is what their path's GET answers, changed; and the enums that both hold. */
function findUpdates(api: PinnedApi, models: Models): { updates: Set<string>; openInUpdates: Set<string> } {
  const updates = new Set<string>();
  const openInUpdates = new Set<string>();
  for (const [key, operation] of Object.entries(api.operations)) {
    const read = key.startsWith("PUT ") ? api.operations[`GET ${key.slice("PUT ".length)}`] : undefined;
    if (read === undefined) continue;
    const answered = reach(answeredTypes(read), models, "read");
    for (const name of reach(bodyTypes(operation), models, "update")) {
      if (!answered.has(name) || !isEnum(name, models)) continue;
      updates.add(key);
      openInUpdates.add(name);
    }
  }
  return { updates, openInUpdates };
}

function isEnum(name: string, models: Models): boolean {
  return models.get(name)?.members !== undefined;
}

function parameterTypes({ path, query, headers }: PinnedOperation): TypeExpression[] {
  return [path, query, headers].flatMap(typesOf);
}

function bodyTypes({ body }: PinnedOperation): TypeExpression[] {
  return typesOf(typeof body === "string" ? { "": body } : body);
}

function typesOf(fields: Readonly<Record<string, string>> | undefined): TypeExpression[] {
  return Object.values(fields ?? {}).map((field) => parseType(parseField(field).type));
}

function answeredTypes(operation: PinnedOperation): TypeExpression[] {
  return [operation.returns, ...Object.values(operation.responses ?? {})]
    .filter((type) => type !== undefined)
    .map(parseType);
}

/**
 * What of a model a view holds. What is read-only is not sent; but where everything is, all of it is sent, since the
 * model would else say nothing (that of a filter of tags, of a tag).
 */
export function propertiesIn(view: View, { properties }: Model): ReadonlyMap<string, Property> {
  if (view === "read") return properties;
  const writable = [...properties].filter(([, property]) => !property.readOnly);
  return writable.length === 0 ? properties : new Map(writable);
}

/**
 * Whether a property is always there: in a request if the schema says so; in an answer as well if it cannot be null.
 * (44 properties are required and can be null: they are there, so that what was read can be written back.)
 */
export function isRequired(property: Property, view: View): boolean {
  return property.required || (view === "read" && !property.nullable);
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

/** The names of all models that these types hold in a view. */
function reach(types: readonly TypeExpression[], models: Models, view: View): Set<string> {
  const reached = new Set<string>();
  const waiting = types.flatMap((type) => modelsIn(type, models));
  for (let model = waiting.pop(); model !== undefined; model = waiting.pop()) {
    if (reached.has(model.name)) continue;
    reached.add(model.name);
    for (const { type } of propertiesIn(view, model).values()) waiting.push(...modelsIn(type, models));
  }
  return reached;
}

/** The models that TypeScript sees differently in two views, and all that refer to one of those. */
function differingModels(
  known: readonly Model[],
  models: Models,
  isSent: (name: string) => boolean,
  isOpen: (name: string, view: View) => boolean,
  one: View,
  other: View,
): Set<string> {
  const differsItself = (model: Model): boolean => {
    if (isOpen(model.name, one) !== isOpen(model.name, other)) return true;
    if (one !== "read") return false;
    const held = propertiesIn(other, model);
    return [...model.properties].some(
      ([name, property]) =>
        !held.has(name) ||
        isRequired(property, one) !== isRequired(property, other) ||
        (isSent(model.name) && holdsLong(property.type)),
    );
  };
  const referrers = new Map<string, string[]>();
  for (const model of known) {
    for (const property of model.properties.values()) {
      for (const { name } of modelsIn(property.type, models)) {
        const list = referrers.get(name);
        if (list === undefined) referrers.set(name, [model.name]);
        else list.push(model.name);
      }
    }
  }
  const differing = new Set<string>();
  const waiting = known.filter(differsItself).map(({ name }) => name);
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (differing.has(name)) continue;
    differing.add(name);
    waiting.push(...(referrers.get(name) ?? []));
  }
  return differing;
}
