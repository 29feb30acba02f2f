/**
 * An answer in which an integer may be a bigint, as a client with `integers: "bigint"` gives it where one is beyond 2^53.
 *
 * @example
 * const { data } = await createClient({ integers: "bigint" }).GET("/me/bill/{billId}", { params });
 * const bill: WithBigints<typeof data> = data;
 */
export type WithBigints<T> = T extends number
  ? number | bigint
  : T extends string | boolean | bigint | null | undefined
    ? T
    : { [K in keyof T]: WithBigints<T[K]> };

// The strings and the numbers of a JSON text; what stands in a string is no number.
const scalars = /"[^"\\]*(?:\\.[^"\\]*)*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

function isUnsafe(scalar: string): boolean {
  return /^-?\d{16,}$/.test(scalar) && !Number.isSafeInteger(Number(scalar));
}

/** Whether a JSON text holds an integer that `JSON.parse` may round: one beyond 2^53. */
export function holdsUnsafeInteger(text: string): boolean {
  for (const [scalar] of text.matchAll(scalars)) if (isUnsafe(scalar)) return true;
  return false;
}

/**
 * Reads JSON as `JSON.parse` does, but an integer beyond 2^53 as a bigint.
 *
 * @throws {SyntaxError} When it is no JSON.
 * @throws {RangeError} When it holds a number that no number of JavaScript's can: `1e400`.
 *
 * @example
 * parseWithBigints('{"id":9007199254740993}'); // { id: 9007199254740993n }
 */
export function parseWithBigints(text: string): unknown {
  // Nobody who wrote the text could know it.
  const mark = `${Math.random()} `;
  const marked = text.replace(scalars, (scalar) => (isUnsafe(scalar) ? `"${mark}${scalar}"` : scalar));
  return parseFinite(marked, (value) =>
    typeof value === "string" && value.startsWith(mark) ? BigInt(value.slice(mark.length)) : value,
  );
}

/**
 * Reads JSON as `JSON.parse` does, but refuses what no number of JavaScript's can be.
 *
 * @param read Is given each value, and says what stands in its place.
 * @throws {SyntaxError} When it is no JSON.
 * @throws {RangeError} When it holds such a number: `1e400`.
 */
export function parseFinite(text: string, read: (value: unknown) => unknown = (value) => value): unknown {
  return JSON.parse(text, (_name, value: unknown) => {
    if (value === Infinity || value === -Infinity) throw new RangeError("A number is beyond what JavaScript can hold.");
    return read(value);
  });
}
