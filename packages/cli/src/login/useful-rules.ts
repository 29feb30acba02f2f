import type { AccessRule, EndpointName } from "@ovh-typed/core";
import { InvalidArgumentError } from "commander";
import { similarPaths } from "../call/similar-paths.js";
import { pathsOf, plainPath, regionOf } from "../region/region.js";

/**
 * Refuses rights that grant no call of the pinned schema: a path was mistyped. Nothing is known, and all is taken, where
 * the endpoint's package is not installed.
 *
 * @throws {InvalidArgumentError} With what was likely meant.
 */
export async function refuseUselessRules(rules: readonly AccessRule[], endpoint: EndpointName): Promise<void> {
  const region = await regionOf(endpoint);
  if (region === undefined) return;
  const known = await pathsOf(region);
  for (const { method, path } of rules) {
    const isCalled = ([template, operations]: (typeof known)[number]): boolean =>
      operations[method.toLowerCase()] !== undefined && mayCover(plainPath(path), template);
    if (known.some(isCalled)) continue;
    const similar = await similarPaths(endpoint, method, path);
    throw new InvalidArgumentError(
      `${method} ${path} grants no call of ${endpoint}. ` +
        (similar.length > 0 ? `Did you mean ${similar.join(" or ")}? ` : "") +
        "If OVH has it and the installed schema does not, add --unchecked.",
    );
  }
}

/** Whether any path of a template is covered by a rule's path, in which `*` stands for any text. */
function mayCover(rulePath: string, template: string): boolean {
  const parts = template.match(/\{[^{}]*\}|./g) ?? [];
  const isParameter = (position: number): boolean => (parts[position]?.length ?? 0) > 1;
  // Where in the template what was read of the rule may have led; half a step on is amid a parameter.
  let positions = new Set([0]);
  for (const letter of rulePath) {
    const next = new Set<number>();
    for (const position of positions) {
      const part = Math.floor(position);
      if (letter === "*") for (let later = position; later <= parts.length; later += 0.5) next.add(later);
      else if (parts[part] === letter && part === position) next.add(part + 1);
      else if (isParameter(part) && letter !== "/") next.add(part + 0.5).add(part + 1);
    }
    positions = next;
  }
  return positions.has(parts.length);
}
