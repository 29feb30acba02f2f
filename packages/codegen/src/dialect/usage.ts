import { byCodeUnit } from "../compare.js";
import { primitives } from "./primitives.js";
import { type ApiFile, knownKeys, knownParameterKinds, knownStatuses } from "./schema-file.js";
import { namesIn, parseType } from "./type-expression.js";

/** What of the dialect a set of API files uses; all lists are sorted. */
export interface DialectUsage {
  /** Keys, as `operation.iamActions`. */
  readonly keys: readonly string[];
  /** Names of primitive types. */
  readonly primitives: readonly string[];
  /** What this version of codegen does not know: `operation.newKey`, `type decimal`, `parameter kind cookie`, … */
  readonly unknown: readonly string[];
}

/** Collects what of the dialect API files use, and what of it is new. */
export function dialectUsage(files: Iterable<ApiFile>): DialectUsage {
  const keys = new Set<string>();
  const usedPrimitives = new Set<string>();
  const unknown = new Set<string>();

  const countKeys = (kind: keyof typeof knownKeys, value: object): void => {
    for (const key of Object.keys(value)) {
      keys.add(`${kind}.${key}`);
      if (!(knownKeys[kind] as readonly string[]).includes(key)) unknown.add(`${kind}.${key}`);
    }
  };

  for (const file of files) {
    const countType = (type: string, variables: readonly string[] = []): void => {
      for (const name of namesIn(parseType(type))) {
        if (primitives.has(name)) usedPrimitives.add(name);
        else if (!variables.includes(name) && !isModel(file, name)) unknown.add(`type ${name}`);
      }
    };
    countKeys("file", file);
    for (const path of file.apis ?? []) {
      countKeys("path", path);
      for (const operation of path.operations) {
        countKeys("operation", operation);
        countKeys("apiStatus", operation.apiStatus);
        countType(operation.responseFullType ?? operation.responseType);
        if (!knownStatuses.includes(operation.apiStatus.value)) unknown.add(`status ${operation.apiStatus.value}`);
        for (const action of operation.iamActions ?? []) if (typeof action === "object") countKeys("iamAction", action);
        for (const parameter of operation.parameters) {
          countKeys("parameter", parameter);
          countType(parameter.fullType ?? parameter.dataType);
          if (!knownParameterKinds.includes(parameter.paramType)) unknown.add(`parameter kind ${parameter.paramType}`);
        }
      }
    }
    for (const model of Object.values(file.models ?? {})) {
      countKeys("model", model);
      for (const property of Object.values(model.properties ?? {})) {
        countKeys("property", property);
        countType(property.fullType ?? property.type, model.generics ?? []);
      }
    }
  }
  return { keys: sorted(keys), primitives: sorted(usedPrimitives), unknown: sorted(unknown) };
}

function sorted(values: ReadonlySet<string>): string[] {
  return [...values].sort(byCodeUnit);
}

function isModel(file: ApiFile, name: string): boolean {
  const models = file.models ?? {};
  if (Object.hasOwn(models, name)) return true;
  const generic = name.slice(0, name.indexOf("<") + 1);
  return generic !== "" && Object.keys(models).some((key) => key.startsWith(generic));
}
