/**
 * The text of a path, query or header value: a string, a finite number, a bigint or a boolean.
 *
 * @param place Names the value in an error: `path parameter "zoneName"`.
 * @throws {TypeError} For anything else, for a number beyond 2^53 (it has been rounded already) and lone surrogates.
 */
export function scalarText(value: unknown, place: string): string {
  const problem = scalarProblem(value);
  if (problem !== undefined) throw new TypeError(`The ${place} ${problem}.`);
  return String(value);
}

function scalarProblem(value: unknown): string | undefined {
  switch (typeof value) {
    case "string":
      return /\p{Surrogate}/u.test(value) ? "holds half a surrogate pair, which cannot be sent" : undefined;
    case "number":
      if (!Number.isFinite(value)) return `is ${value}, which cannot be sent`;
      return unsafeInteger(value)
        ? "is a number beyond 2^53, which is not exact: give a bigint or a string"
        : undefined;
    case "bigint":
    case "boolean":
      return undefined;
    default:
      return `is ${kindOf(value)}; a string, number, bigint or boolean was expected`;
  }
}

/** Whether a value is a number that may have been rounded: a whole one beyond 2^53. */
export function unsafeInteger(value: unknown): boolean {
  return Number.isInteger(value) && !Number.isSafeInteger(value);
}

/** What a value is, for an error: `a list`, `an object`, `a function`. */
export function kindOf(value: unknown): string {
  if (value === undefined || value === null) return String(value);
  if (Array.isArray(value)) return "a list";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}

/** The built-in class of an object, also of one of another realm: `Object`, `Date`, `URLSearchParams`. */
export function tagOf(value: unknown): string {
  return Object.prototype.toString.call(value).slice("[object ".length, -1);
}

/** Bytes in hexadecimal. */
export function hexadecimal(bytes: ArrayBuffer): string {
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * Percent-encodes everything but RFC 3986's unreserved characters, so that no URL parser touches the result: what is
 * signed is what is sent. `encodeURIComponent` leaves `!'()*`, of which parsers rewrite `'`.
 */
export function percentEncode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
