import type { HttpMethod } from "../client.js";

/** Whether the operation of a path template needs no signature. */
export type IsUnsigned = (method: HttpMethod, template: string) => boolean;

/**
 * Reads a region's table of unsigned operations, `"GET /order/cart/{cartId}"` each. What every endpoint leaves unsigned,
 * because a client needs it before it has a consumer key, always belongs to it.
 */
export function readUnsigned(table: readonly string[] = []): IsUnsigned {
  const operations = new Set(["POST /auth/credential", "GET /auth/time", ...table]);
  return (method, template) => operations.has(operationOf(method, template));
}

/** The name of an operation; /v1/me and /me are the same one. */
export function operationOf(method: HttpMethod, path: string): string {
  return `${method} ${path.replace(/^\/v1(?=\/)/, "")}`;
}
