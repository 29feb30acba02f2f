import type { HttpMethod } from "../client.js";
import { Problem } from "../problem.js";
import { operationOf } from "./unsigned.js";

/** What `request` was given as its path. */
export interface FinishedPath {
  /** The path without its query. */
  readonly path: string;
  /** The query string that it carried, without a question mark. */
  readonly query: string;
  /** Whether it is the path of an operation that needs no signature. */
  readonly unsigned: boolean;
}

/**
 * Parts a finished path from its query string, and compares it segment by segment with the unsigned operations.
 *
 * @throws {Problem} When the query string could not be sent as it is.
 */
export function readFinishedPath(method: HttpMethod, given: string, unsigned: readonly string[] = []): FinishedPath {
  const [path = "", ...rest] = String(given).split("?");
  const query = rest.join("?");
  if (/[#\p{Cc}\p{Surrogate}]/u.test(query)) throw new Problem((is) => is.brokenQuery());
  return { path, query, unsigned: unsigned.some((template) => covers(template, operationOf(method, path))) };
}

function covers(template: string, operation: string): boolean {
  const segments = operation.split("/");
  const pattern = template.split("/");
  return (
    pattern.length === segments.length &&
    pattern.every((part, index) => part === segments[index] || (part.startsWith("{") && segments[index] !== ""))
  );
}
