import { primitives } from "../dialect/primitives.js";
import { formatType, parseType, substitute, type TypeExpression } from "../dialect/type-expression.js";
import { parseField, type PinnedApi, type PinnedModel } from "../pin/notation.js";
import { SchemaError } from "../schema-error.js";

/** A model with its generics filled in. */
export interface Model {
  readonly name: string;
  readonly description?: string;
  /** The members of an enum; absent for an object. */
  readonly members?: readonly (string | number)[];
  readonly properties: ReadonlyMap<string, Property>;
}

/** A property of a model. */
export interface Property {
  readonly type: TypeExpression;
  readonly nullable: boolean;
  readonly readOnly: boolean;
  readonly required: boolean;
  readonly description?: string;
}

/** Corrections of what a pin says and reality contradicts: `nichandle.Nichandle.email` → what holds. */
export type Overrides = Readonly<Record<string, { readonly nullable?: boolean; readonly required?: boolean }>>;

/** The models of one API, by name; instances of generic models are made when asked for. */
export class Models {
  readonly #pinned: ReadonlyMap<string, PinnedModel>;
  readonly #templates = new Map<string, { readonly model: PinnedModel; readonly variables: readonly string[] }>();
  readonly #resolved = new Map<string, Model | undefined>();
  readonly #overrides: Overrides;
  readonly #api: string;
  /** How much has been written of instances: {@link maximumWritten} at most. */
  #written = 0;

  constructor(api: PinnedApi, overrides: Overrides = {}) {
    this.#pinned = new Map(Object.entries(api.models));
    this.#overrides = overrides;
    this.#api = api.api;
    for (const [name, model] of this.#pinned) {
      if (model.generics) this.#templates.set(baseName(name), { model, variables: model.generics });
    }
  }

  /** The names of all models that stand for themselves: generic templates only do through their instances. */
  *names(): Iterable<string> {
    for (const [name, model] of this.#pinned) {
      const isTemplate = model.generics !== undefined && argumentsOf(name).join() === model.generics.join();
      if (!isTemplate && !(model.generics && baseName(name) === name)) yield name;
    }
  }

  /** Whether the pin itself defines a model of that name. */
  isPinned(name: string): boolean {
    return this.#pinned.has(name);
  }

  /**
   * The model of that name (`nichandle.Nichandle`, `complexType.UnitAndValue<long>`), if there is one.
   *
   * @throws {SchemaError} When generic models make ever more of each other.
   */
  get(name: string): Model | undefined {
    if (!this.#resolved.has(name)) this.#resolved.set(name, this.#resolve(name));
    return this.#resolved.get(name);
  }

  #resolve(name: string): Model | undefined {
    const exact = this.#pinned.get(name);
    if (exact && !exact.generics) return this.#fill(name, exact, new Map());
    const template = this.#templates.get(baseName(name));
    if (template === undefined) return undefined;
    const type = parseType(name);
    const given = type.kind === "name" ? type.arguments : [];
    if (given.length !== template.variables.length || depthOf(type) > maximumDepth) return undefined;
    return this.#fill(
      name,
      exact ?? template.model,
      new Map(template.variables.map((variable, index) => [variable, given[index]!])),
    );
  }

  #fill(name: string, model: PinnedModel, variables: ReadonlyMap<string, TypeExpression>): Model {
    const description = model.description;
    if (model.enum)
      return { name, ...(description && { description }), members: membersOf(model), properties: new Map() };
    const properties = new Map<string, Property>();
    const descriptions = new Map(Object.entries(model.descriptions ?? {}));
    for (const [key, text] of Object.entries(model.properties ?? {})) {
      const field = parseField(text);
      const fieldDescription = descriptions.get(key);
      properties.set(key, {
        ...field,
        ...this.#overrides[`${name}.${key}`],
        type: variables.size === 0 ? parseType(field.type) : this.#instanceOf(name, parseType(field.type), variables),
        ...(fieldDescription && { description: fieldDescription }),
      });
    }
    return { name, ...(description && { description }), properties };
  }

  /** A type of a generic model with its variables filled in. */
  #instanceOf(name: string, type: TypeExpression, variables: ReadonlyMap<string, TypeExpression>): TypeExpression {
    const filled = substitute(type, variables);
    this.#written += name.length + formatType(filled).length;
    if (this.#written <= maximumWritten) return filled;
    throw new SchemaError(
      this.#api,
      `models.${baseName(name)}`,
      "generic models that make more and more of each other",
    );
  }
}

/** Characters of all instances of an API's generic models; the largest takes 378. */
const maximumWritten = 50_000;

/** `long` enums often list their members as strings; on the wire they are numbers. */
function membersOf(model: PinnedModel): readonly (string | number)[] {
  const members = model.enum ?? [];
  if (model.enumType !== "long") return members;
  return members.every((member) => /^-?\d{1,15}$/.test(String(member))) ? members.map(Number) : members;
}

/** An instance of a generic model nested more deeply than this is one of a model that grows without end. */
const maximumDepth = 4;

/** A type's name for a report: of a model that grows without end, what all its instances begin with. */
export function reportedName(name: string): string {
  return depthOf(parseType(name)) > maximumDepth ? `${baseName(name)}<…>` : name;
}

function depthOf(type: TypeExpression): number {
  switch (type.kind) {
    case "array":
      return 1 + depthOf(type.items);
    case "map":
      return 1 + depthOf(type.value);
    case "alias":
      return depthOf(type.wire);
    case "name":
      return type.arguments.length === 0 ? 0 : 1 + Math.max(...type.arguments.map(depthOf));
  }
}

function baseName(name: string): string {
  const start = name.indexOf("<");
  return start === -1 ? name : name.slice(0, start);
}

function argumentsOf(name: string): string[] {
  if (!name.includes("<")) return [];
  const type = parseType(name);
  return type.kind === "name" ? type.arguments.map(formatType) : [];
}

/** The models that a type mentions: its own name, or a generic's with its arguments filled in. */
export function modelsIn(type: TypeExpression, models: Models): Model[] {
  switch (type.kind) {
    case "array":
      return modelsIn(type.items, models);
    case "map":
      return [...modelsIn(type.key, models), ...modelsIn(type.value, models)];
    case "alias":
      return modelsIn(type.wire, models);
    case "name": {
      const name = formatType(type);
      const model = primitives.has(name) ? undefined : models.get(name);
      return model ? [model] : [];
    }
  }
}
