/**
 * Writes a body as compact JSON.
 *
 * @param body Anything but undefined, which stands for no body at all.
 * @throws {TypeError} For what JSON has no form for, instead of sending null or leaving it out: NaN, a bigint, a
 *   function, a symbol, an invalid Date, a cycle.
 */
export function writeBody(body: unknown): string {
  return JSON.stringify(body, function (this: unknown, key: string, value: unknown): unknown {
    const place = key === "" ? "The body" : `The field ${JSON.stringify(key)} of the body`;
    const problem = problemOf(value) ?? invalidDate(this, key);
    if (problem !== undefined) throw new TypeError(`${place} is ${problem}, which JSON cannot hold.`);
    return value;
  });
}

function problemOf(value: unknown): string | undefined {
  if (typeof value === "bigint" || typeof value === "function" || typeof value === "symbol") return `a ${typeof value}`;
  return typeof value === "number" && !Number.isFinite(value) ? String(value) : undefined;
}

// JSON.stringify has already turned it into null when it asks about the value.
function invalidDate(holder: unknown, key: string): string | undefined {
  const original: unknown = typeof holder === "object" && holder !== null ? Reflect.get(holder, key) : undefined;
  return original instanceof Date && Number.isNaN(original.getTime()) ? "an invalid Date" : undefined;
}
