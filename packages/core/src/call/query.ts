import { percentEncode, scalarText } from "./text.js";

// The maps among OVH's query parameters (in the pins of ovh-eu: 87 and 1 operations); each travels as one JSON string.
const mapParameters: ReadonlySet<string> = new Set(["iamTags", "tags"]);

/**
 * Writes query parameters as OVH reads them: `status=validated&ids=1&ids=2`.
 *
 * Booleans are `true` and `false`, a Date its ISO 8601 form, undefined is left out, a list repeats its key. (That OVH
 * reads repeated keys everywhere is not documented; a middleware can replace the request's URL where it does not.)
 *
 * @returns The query without a question mark, `""` when there is none; a URL parser leaves it as it is.
 * @throws {TypeError} For null, NaN, functions, objects and whatever else has no form in a query.
 */
export function writeQuery(query: Readonly<Record<string, unknown>> = {}): string {
  return Object.entries(query)
    .filter(([, value]) => value !== undefined)
    .flatMap(([name, value]) => {
      const place = `query parameter ${JSON.stringify(name)}`;
      const key = percentEncode(scalarText(name, place));
      if (mapParameters.has(name) && isMap(value)) return [`${key}=${percentEncode(JSON.stringify(value))}`];
      const values: unknown[] = Array.isArray(value) ? value : [value];
      return values.map((one) => `${key}=${percentEncode(queryText(one, place))}`);
    })
    .join("&");
}

function isMap(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

function queryText(value: unknown, place: string): string {
  if (!(value instanceof Date)) return scalarText(value, place);
  if (Number.isNaN(+value)) throw new TypeError(`The ${place} is an invalid Date.`);
  return value.toISOString();
}
