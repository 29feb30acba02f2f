import { hasLoneSurrogate } from "./percent-encode.js";

/**
 * The text of a path or query value: a string, a finite number, a bigint or a boolean.
 *
 * @param place Names the value in an error: `path parameter "zoneName"`.
 * @throws {TypeError} For anything else, for a number beyond 2^53 (it has been rounded already) and lone surrogates.
 */
export function scalarText(value: unknown, place: string): string {
  switch (typeof value) {
    case "string":
      if (hasLoneSurrogate(value))
        throw new TypeError(`The ${place} holds half a surrogate pair, which cannot be sent.`);
      return value;
    case "number":
      if (!Number.isFinite(value)) throw new TypeError(`The ${place} is ${value}, which cannot be sent.`);
      if (Number.isInteger(value) && !Number.isSafeInteger(value)) {
        throw new TypeError(`The ${place} is a number beyond 2^53, which is not exact: give a bigint or a string.`);
      }
      return String(value);
    case "bigint":
    case "boolean":
      return String(value);
    default:
      throw new TypeError(`The ${place} is ${kindOf(value)}; a string, number, bigint or boolean was expected.`);
  }
}

function kindOf(value: unknown): string {
  if (value === undefined || value === null) return String(value);
  if (Array.isArray(value)) return "a list";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}
