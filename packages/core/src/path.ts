import { hasLoneSurrogate, percentEncode } from "./percent-encode.js";
import { scalarText } from "./scalar.js";

// A URL parser takes these for "here" and "one up", however they are encoded.
const dotSegment = /^(?:\.|%2e){1,2}$/i;

const placeholder = /\{([^{}]*)\}/g;

// Each rule keeps the request below the base URL; what the parser would drop, turn or take for another origin is refused.
const pathRules: readonly (readonly [forbidden: RegExp, problem: string])[] = [
  [/^(?!\/)/, "has to begin with a slash (the origin comes from the endpoint or baseUrl)"],
  [/\/\//, "has an empty segment (two slashes in a row)"],
  [/\\/, "has a backslash"],
  [/[?#]/, "has a query or a fragment (give query parameters as params.query)"],
  [/[\p{Cc}\s]/u, "has white space or a control character"],
];

/**
 * Checks a path template and fills in its parameters, each percent-encoded on its own.
 *
 * @param template Such as `/domain/zone/{zoneName}`.
 * @param params The values by name.
 * @returns A path that a URL parser leaves as it is.
 * @throws {TypeError} For a path that would leave the base URL, a parameter that is missing or that the path does not
 *   have, and a value that is empty, `.`, `..`, no scalar or not well-formed.
 */
export function fillPath(template: string, params: Readonly<Record<string, unknown>> = {}): string {
  checkPath(template);
  const names = new Set(Array.from(template.matchAll(placeholder), (match) => match[1] ?? ""));
  for (const name of Object.keys(params)) {
    if (!names.has(name)) throw new TypeError(`The path ${template} has no parameter ${JSON.stringify(name)}.`);
  }
  return template.replace(placeholder, (_match, name: string) => {
    if (!Object.hasOwn(params, name) || params[name] === undefined) {
      throw new TypeError(`The path ${template} needs params.path.${name}, which is missing.`);
    }
    return encodeValue(params[name], `path parameter ${JSON.stringify(name)} of ${template}`);
  });
}

function checkPath(path: string): void {
  if (typeof path !== "string") throw new TypeError("The path has to be a string that begins with a slash.");
  const broken = pathRules.find(([forbidden]) => forbidden.test(path));
  if (broken !== undefined) throw new TypeError(`The path ${JSON.stringify(path)} ${broken[1]}.`);
  if (hasLoneSurrogate(path)) throw new TypeError("The path holds half a surrogate pair, which cannot be sent.");
  if (path.split("/").some((segment) => dotSegment.test(segment))) {
    throw new TypeError(`The path ${JSON.stringify(path)} has a dot segment, which would lead elsewhere.`);
  }
}

function encodeValue(value: unknown, place: string): string {
  const text = scalarText(value, place);
  if (text === "") throw new TypeError(`The ${place} is empty, which would call another operation.`);
  if (dotSegment.test(text)) throw new TypeError(`The ${place} is a dot segment, which would call another operation.`);
  if (/\p{Cc}/u.test(text)) throw new TypeError(`The ${place} has a control character.`);
  return percentEncode(text);
}
