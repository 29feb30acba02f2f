/**
 * Writes a body as compact JSON.
 *
 * @param body Anything but undefined, which stands for no body at all.
 * @throws {TypeError} For what JSON has no form for, instead of sending null or leaving it out: NaN, a bigint, a
 *   function, a symbol, an invalid Date, a cycle.
 */
export function writeBody(body: unknown): string {
  return JSON.stringify(body, function (this: Record<string, unknown>, key: string, value: unknown): unknown {
    // Before toJSON, which turns an invalid Date into null.
    const original = this[key];
    const unfit = unfitKind(original instanceof Date ? original : value);
    if (unfit === undefined) return value;
    const place = key === "" ? "The body" : `The field ${JSON.stringify(key)} of the body`;
    throw new TypeError(`${place} is ${unfit}, which JSON cannot hold.`);
  });
}

function unfitKind(value: unknown): string | undefined {
  if (value instanceof Date) return Number.isNaN(+value) ? "an invalid Date" : undefined;
  if (typeof value === "number") return Number.isFinite(value) ? undefined : String(value);
  return /^(?:bigint|function|symbol)$/.test(typeof value) ? `a ${typeof value}` : undefined;
}
