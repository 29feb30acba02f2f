import type { HttpMethod } from "./client.js";

// What every endpoint leaves unsigned: a client needs them before it has a consumer key.
const common: readonly string[] = ["POST /auth/credential", "GET /auth/time"];

/** Knows which operations need no signature. */
export interface UnsignedOperations {
  /** Whether the operation of this path template needs none. */
  has(method: HttpMethod, template: string): boolean;
  /** Whether the operation that this finished path calls needs none: compared segment by segment. */
  matches(method: HttpMethod, path: string): boolean;
}

/** Reads a region's table of unsigned operations, `"GET /order/cart/{cartId}"` each; the common ones always belong to it. */
export function readUnsigned(table: readonly string[] = []): UnsignedOperations {
  const operations = new Set([...common, ...table]);
  let patterns: readonly (readonly string[])[] | undefined;

  function has(method: HttpMethod, template: string): boolean {
    return operations.has(`${method} ${withoutVersion1(template)}`);
  }

  function matches(method: HttpMethod, path: string): boolean {
    if (has(method, path)) return true;
    patterns ??= table.filter((operation) => operation.includes("{")).map((operation) => operation.split("/"));
    const segments = `${method} ${withoutVersion1(path)}`.split("/");
    return patterns.some(
      (pattern) =>
        pattern.length === segments.length &&
        pattern.every((part, index) => part === segments[index] || (part.startsWith("{") && segments[index] !== "")),
    );
  }

  return { has, matches };
}

// /v1/me and /me are the same operation.
function withoutVersion1(path: string): string {
  return path.replace(/^\/v1(?=\/)/, "");
}
