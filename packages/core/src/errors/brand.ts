/** Marks every error of ours, across several installed copies of this package (`instanceof` fails between copies). */
export const brand: unique symbol = Symbol.for("@ovh-typed/core.error") as typeof brand;

/** The names of our error classes. */
export type ErrorKind =
  | "OvhError"
  | "OvhApiError"
  | "OvhAuthError"
  | "OvhConfigError"
  | "OvhNetworkError"
  | "OvhParseError"
  | "OvhProtocolError"
  | "OvhTimeoutError";

/** Whether a value is an error of this kind or of one below it, whichever copy of this package made it. */
export function isErrorKind(value: unknown, kind: ErrorKind): boolean {
  if (typeof value !== "object" || value === null || !(brand in value)) return false;
  const kinds = value[brand];
  return Array.isArray(kinds) && kinds.includes(kind);
}
