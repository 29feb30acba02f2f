import { writeJson } from "./json.js";
import { kindOf, percentEncode, scalarText, tagOf } from "./text.js";

// Segments that are neither empty nor a dot segment (a URL parser takes %2e for a dot), of characters that no parser
// drops, turns or takes for another origin.
const safePath = /^(?:\/(?!\/|(?:\.|%2e){1,2}(?:\/|$))[^/\\?#\p{Cc}\p{Surrogate}\s]*)+$/iu;

// What is wrong with any other path; the last rule is what is left.
const pathRules: readonly (readonly [forbidden: RegExp, problem: string])[] = [
  [/^(?!\/)/, "has to begin with a slash (the origin comes from the endpoint or baseUrl)"],
  [/\/\//, "has an empty segment (two slashes in a row)"],
  [/\\/, "has a backslash"],
  [/[?#]/, "has a query or a fragment (give query parameters as params.query)"],
  [/[\p{Cc}\s]/u, "has white space or a control character"],
  [/\p{Surrogate}/u, "holds half a surrogate pair, which cannot be sent"],
  [/(?:)/, "has a dot segment, which would lead elsewhere"],
];

const dotSegment = /^(?:\.|%2e){1,2}$/i;

const placeholder = /\{([^{}]*)\}/g;

/**
 * Checks a path template and fills in its parameters, each percent-encoded on its own.
 *
 * @param template Such as `/domain/zone/{zoneName}`.
 * @param params The values by name.
 * @param several The parameter whose value is a list, of which a comma joins the members.
 * @throws {TypeError} For a path that would leave the base URL, a parameter that is missing or that the path does not
 *   have, and a value that is empty, `.`, `..`, no scalar or not well-formed.
 */
export function fillPath(template: string, params: Readonly<Record<string, unknown>> = {}, several?: string): string {
  checkPath(template);
  const names = new Set<string>();
  const path = template.replace(placeholder, (_match, name: string) => {
    names.add(name);
    if (!Object.hasOwn(params, name) || params[name] === undefined) {
      throw new TypeError(`The path ${template} needs params.path.${name}, which is missing.`);
    }
    const place = `path parameter ${JSON.stringify(name)} of ${template}`;
    const values = name === several ? (params[name] as unknown[]) : [params[name]];
    return values.map((value) => pathText(value, place)).join();
  });
  const strange = Object.keys(params).find((name) => !names.has(name));
  if (strange !== undefined) throw new TypeError(`The path ${template} has no parameter ${JSON.stringify(strange)}.`);
  // Values that are harmless alone may have composed a dot segment.
  if (path !== template) checkPath(path);
  return path;
}

function checkPath(path: unknown): void {
  if (typeof path !== "string") throw new TypeError("The path has to be a string.");
  if (safePath.test(path)) return;
  const broken = pathRules.find(([forbidden]) => forbidden.test(path));
  throw new TypeError(`The path ${JSON.stringify(path)} ${broken?.[1]}.`);
}

function pathText(value: unknown, place: string): string {
  const text = scalarText(value, place);
  const problem = valueProblem(text);
  if (problem !== undefined) throw new TypeError(`The ${place} ${problem}.`);
  return percentEncode(text);
}

function valueProblem(text: string): string | undefined {
  if (text === "") return "is empty, which would call another operation";
  if (/\p{Cc}/u.test(text)) return "has a control character";
  return dotSegment.test(text) ? "is a dot segment, which would call another operation" : undefined;
}

/**
 * Parts a finished path from the query string that it carries, which comes back without a question mark.
 *
 * @throws {TypeError} When the query string could not be sent as it is.
 */
export function splitQuery(given: string): { path: string; query: string } {
  const [path = "", ...rest] = String(given).split("?");
  const query = rest.join("?");
  if (!/[#\p{Cc}\p{Surrogate}]/u.test(query)) return { path, query };
  throw new TypeError("The path's query has a fragment, a control character or half a surrogate pair.");
}

// The maps among OVH's query parameters (in the pins of ovh-eu: 87 and 1 operations); each travels as one JSON string.
const mapParameters: ReadonlySet<string> = new Set(["iamTags", "tags"]);

/**
 * Writes query parameters as OVH reads them: `status=validated&ids=1&ids=2`.
 *
 * URLSearchParams keep their order. Booleans are `true` and `false`, a Date its ISO 8601 form (its day in UTC where that
 * is asked for), undefined is left out, a list repeats its key. (That OVH reads repeated keys everywhere is not documented; a middleware can replace the
 * request's URL where it does not.)
 *
 * @returns The query without a question mark, `""` when there is none; a URL parser leaves it as it is.
 * @throws {TypeError} For null, NaN, functions, objects and whatever else has no form in a query.
 */
export function writeQuery(
  query: Readonly<Record<string, unknown>> | URLSearchParams | undefined,
  isDay: (name: string) => boolean,
): string {
  if (query === undefined) return "";
  return entriesOf(query)
    .filter(([, value]) => value !== undefined)
    .flatMap(([name, value]) => {
      const place = `query parameter ${JSON.stringify(name)}`;
      const key = percentEncode(scalarText(name, place));
      if (mapParameters.has(name) && tagOf(value) === "Object")
        return [`${key}=${percentEncode(writeJson(value, place))}`];
      const values: unknown[] = Array.isArray(value) ? value : [value];
      return values.map((one) => `${key}=${percentEncode(queryText(one, place, isDay(name)))}`);
    })
    .join("&");
}

function entriesOf(query: unknown): [name: string, value: unknown][] {
  if (tagOf(query) === "URLSearchParams") return [...(query as URLSearchParams)];
  if (tagOf(query) === "Object") return Object.entries(query as object);
  throw new TypeError(`params.query has to be a plain object or URLSearchParams; found ${kindOf(query)}.`);
}

function queryText(value: unknown, place: string, isDay: boolean): string {
  if (tagOf(value) !== "Date") return scalarText(value, place);
  if (Number.isNaN(Number(value))) throw new TypeError(`The ${place} is an invalid Date.`);
  return (value as Date).toISOString().slice(0, isDay ? 10 : 27);
}
