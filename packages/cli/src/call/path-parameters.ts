import type { NamedValues } from "../arguments.js";

/**
 * What is wrong with the names that `--param` gives to a path template.
 *
 * @returns Undefined when each value has its place, and each place its value.
 */
export function parameterProblem(template: string, given: NamedValues): string | undefined {
  const names = [...template.matchAll(/\{([^{}]*)\}/g)].map(([, name = ""]) => name);
  const missing = names.find((name) => !Object.hasOwn(given, name));
  const strange = Object.keys(given).find((name) => !names.includes(name));
  const remedy = missing === undefined ? "." : `: give --param ${missing}=…`;
  if (strange !== undefined) {
    const found = names.length === 0 ? "no {parameter}" : names.map((name) => `{${name}}`).join(" and ");
    return `--param ${strange} fits nothing in the path, which has ${found}${remedy}`;
  }
  return missing === undefined ? undefined : `The path has {${missing}}, which has no value${remedy}`;
}
