import { Problem } from "../problem.js";

/**
 * The text of a path or query value: a string, a finite number, a bigint or a boolean.
 *
 * @param place Names the value in an error: `path parameter "zoneName"`.
 * @throws {Problem} For anything else, for a number beyond 2^53 (it has been rounded already) and lone surrogates.
 */
export function scalarText(value: unknown, place: string): string {
  const sendable =
    typeof value === "string"
      ? !/\p{Surrogate}/u.test(value)
      : typeof value === "number"
        ? Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value))
        : typeof value === "bigint" || typeof value === "boolean";
  if (!sendable) throw new Problem((is) => is.noScalar(value, place));
  return String(value);
}
