import { Problem } from "../problem.js";

/**
 * Writes a body as compact JSON.
 *
 * @param body Anything but undefined, which stands for no body at all.
 * @throws {Problem} For what JSON has no form for, instead of sending null or leaving it out: NaN, a bigint, a
 *   function, a symbol, an invalid Date.
 * @throws {TypeError} For a cycle.
 */
export function writeBody(body: unknown): string {
  return JSON.stringify(body, function (this: Record<string, unknown>, key: string, value: unknown): unknown {
    // Before toJSON, which turns an invalid Date into null.
    const original = this[key];
    const unfit =
      /^(?:bigint|function|symbol)$/.test(typeof value) ||
      (typeof value === "number" && !Number.isFinite(value)) ||
      (original instanceof Date && Number.isNaN(+original));
    if (unfit) throw new Problem((is) => is.notJson(key, original instanceof Date ? original : value));
    return value;
  });
}
