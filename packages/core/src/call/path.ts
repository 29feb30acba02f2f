import { percentEncode } from "./percent-encode.js";
import { Problem } from "../problem.js";
import { scalarText } from "./scalar.js";

// Segments that are neither empty nor a dot segment (a URL parser takes %2e for a dot), of characters that no parser
// drops, turns or takes for another origin. What is wrong with any other path, brokenPath tells.
const safePath = /^(?:\/(?!\/|(?:\.|%2e){1,2}(?:\/|$))[^/\\?#\p{Cc}\p{Surrogate}\s]*)+$/iu;

const safeValue = /^(?!(?:\.|%2e){1,2}$)\P{Cc}+$/iu;

const placeholder = /\{([^{}]*)\}/g;

/**
 * Checks a path template and fills in its parameters, each percent-encoded on its own.
 *
 * @param template Such as `/domain/zone/{zoneName}`.
 * @param params The values by name.
 * @returns A path that a URL parser leaves as it is.
 * @throws {Problem} For a path that would leave the base URL, a parameter that is missing or that the path does not
 *   have, and a value that is empty, `.`, `..`, no scalar or not well-formed.
 */
export function fillPath(template: string, params: Readonly<Record<string, unknown>> = {}): string {
  if (typeof template !== "string" || !safePath.test(template)) throw new Problem((is) => is.brokenPath(template));
  const names = new Set<string>();
  const path = template.replace(placeholder, (_match, name: string) => {
    names.add(name);
    if (!Object.hasOwn(params, name) || params[name] === undefined) {
      throw new Problem((is) => is.missingParameter(template, name));
    }
    const text = scalarText(params[name], `path parameter ${JSON.stringify(name)} of ${template}`);
    if (!safeValue.test(text)) throw new Problem((is) => is.brokenParameter(template, name, text));
    return percentEncode(text);
  });
  const strange = Object.keys(params).find((name) => !names.has(name));
  if (strange !== undefined) throw new Problem((is) => is.strangeParameter(template, strange));
  return path;
}
