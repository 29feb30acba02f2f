import { kindOf, tagOf, unsafeInteger } from "./text.js";

/**
 * Writes a value as compact JSON, as `JSON.stringify` does, but where that would silently send something else: nothing
 * is left out, rounded or turned into null or `{}` that was not so before. A bigint is written as its digits.
 *
 * @param of What the value is, for errors: `body`, `query parameter "tags"`.
 * @throws {TypeError} For what JSON has no form for; it names the place.
 */
export function writeJson(value: unknown, of: string): string {
  const around = new Set<unknown>();

  function write(given: unknown, path: string, key: string): string {
    const refuse = (found: string): never => {
      const place = path === "" ? `The ${of}` : `The field ${JSON.stringify(path)} of the ${of}`;
      throw new TypeError(`${place} is ${found}.`);
    };
    const unfit = around.has(given) ? "circular" : unfitKind(given);
    if (unfit !== undefined) refuse(`${unfit}, which JSON cannot hold`);
    const value = plainValue(given, key);
    if (unsafeInteger(value)) refuse("a number beyond 2^53, which is not exact: give a bigint");
    if (typeof value === "bigint") return String(value);
    if (typeof value !== "object" || value === null) {
      // toJSON may give anything.
      return value === given ? JSON.stringify(value) : write(value, path, key);
    }
    around.add(given);
    const text = Array.isArray(value)
      ? // A hole is read as undefined.
        `[${Array.from(value, (one, index) => write(one, `${path}[${index}]`, String(index))).join(",")}]`
      : `{${Object.entries(value)
          .filter(([, one]) => one !== undefined)
          .map(([name, one]) => `${JSON.stringify(name)}:${write(one, path === "" ? name : `${path}.${name}`, name)}`)
          .join(",")}}`;
    around.delete(given);
    return text;
  }

  return write(value, "", "");
}

/** What stands in JSON for an object: what its `toJSON` gives, or what a boxed primitive holds. */
function plainValue(value: unknown, key: string): unknown {
  if (typeof value !== "object" || value === null) return value;
  if ("toJSON" in value && typeof value.toJSON === "function") return value.toJSON(key);
  return /^(?:Number|String|Boolean|BigInt)$/.test(tagOf(value)) ? value.valueOf() : value;
}

// Of other built-in objects, but those with a toJSON, JSON.stringify would make `{}`, and of bytes numbers from 0 on.
const fitTags = /^(?:Object|Array|Date|Number|String|Boolean|BigInt)$/;

function unfitKind(value: unknown): string | undefined {
  switch (typeof value) {
    case "number":
      return Number.isFinite(value) ? undefined : String(value);
    case "undefined":
    case "function":
    case "symbol":
      return kindOf(value);
    case "object": {
      if (value === null) return undefined;
      const tag = tagOf(value);
      if (tag === "Number") return unfitKind(Number(value));
      if (tag === "Date" && Number.isNaN(Number(value))) return "an invalid Date";
      if ("then" in value && typeof value.then === "function") return "a Promise";
      const isFit = fitTags.test(tag) || ("toJSON" in value && !ArrayBuffer.isView(value));
      return isFit ? undefined : `a${/^[AE]/.test(tag) ? "n" : ""} ${tag}`;
    }
    default:
      return undefined;
  }
}
