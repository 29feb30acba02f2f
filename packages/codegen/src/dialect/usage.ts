import { byCodeUnit } from "../compare.js";
import { plain } from "../hidden-characters.js";
import { primitives } from "./primitives.js";
import { type ApiFile, expectedKeys, knownKeys, knownParameterKinds, knownStatuses } from "./schema-file.js";
import { namesIn, parseType } from "./type-expression.js";

/** What of the dialect a set of API files uses; all lists are sorted. */
export interface DialectUsage {
  /** Keys, as `operation.iamActions`. */
  readonly keys: readonly string[];
  /** Names of primitive types. */
  readonly primitives: readonly string[];
  /**
   * What this version of codegen does not know, types apart: `operation.newKey`, `parameter kind cookie`,
   * `property without canBeNull`, …
   */
  readonly unknown: readonly string[];
}

/** What several usages have together. */
export function joinUsages(usages: readonly DialectUsage[]): DialectUsage {
  const join = (list: keyof DialectUsage): string[] => sorted(new Set(usages.flatMap((usage) => usage[list])));
  return { keys: join("keys"), primitives: join("primitives"), unknown: join("unknown") };
}

/** Collects what of the dialect an API file uses, and what of it is new. */
export function dialectUsage(file: ApiFile): DialectUsage {
  const keys = new Set<string>();
  const usedPrimitives = new Set<string>();
  const unknown = new Set<string>();

  // Most objects of a kind have the same keys, and most types are written often: each is looked at once.
  const shapes = new Set<string>();
  const types = new Set<string>();

  const countKeys = (kind: keyof typeof knownKeys, value: object): void => {
    const shape = `${kind} ${Object.keys(value).join()}`;
    if (shapes.has(shape)) return;
    shapes.add(shape);
    for (const key of Object.keys(value)) {
      keys.add(`${kind}.${key}`);
      if (!(knownKeys[kind] as readonly string[]).includes(key)) unknown.add(`${kind}.${key}`);
    }
  };

  const countMissing = (kind: keyof typeof expectedKeys, value: object): void => {
    for (const key of expectedKeys[kind]) if (!Object.hasOwn(value, key)) unknown.add(`${kind} without ${key}`);
  };

  const countType = (type: string): void => {
    if (types.has(type)) return;
    types.add(type);
    for (const name of namesIn(parseType(type))) {
      if (primitives.has(name)) usedPrimitives.add(name);
    }
  };
  countKeys("file", file);
  for (const path of file.apis ?? []) {
    countKeys("path", path);
    for (const operation of path.operations) {
      const { apiStatus, parameters = [] } = operation;
      countKeys("operation", operation);
      countMissing("operation", operation);
      countType(operation.responseFullType ?? operation.responseType);
      if (apiStatus) countKeys("apiStatus", apiStatus);
      if (apiStatus && !knownStatuses.includes(apiStatus.value)) unknown.add(`status ${apiStatus.value}`);
      for (const action of operation.iamActions ?? []) if (typeof action === "object") countKeys("iamAction", action);
      for (const parameter of parameters) {
        countKeys("parameter", parameter);
        countMissing("parameter", parameter);
        countType(parameter.fullType ?? parameter.dataType);
        if (!knownParameterKinds.includes(parameter.paramType)) unknown.add(`parameter kind ${parameter.paramType}`);
      }
    }
  }
  for (const model of Object.values(file.models ?? {})) {
    countKeys("model", model);
    for (const property of Object.values(model.properties ?? {})) {
      countKeys("property", property);
      countMissing("property", property);
      countType(property.fullType ?? property.type);
    }
  }
  return { keys: sorted(keys), primitives: sorted(usedPrimitives), unknown: sorted(unknown) };
}

function sorted(values: ReadonlySet<string>): string[] {
  return [...values].map(plain).sort(byCodeUnit);
}
