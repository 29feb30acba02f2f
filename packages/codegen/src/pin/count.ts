import type { PinnedApi } from "./notation.js";

/** How many paths and operations a pinned API has. */
export function countOperations({ operations }: Pick<PinnedApi, "operations">): { paths: number; operations: number } {
  const keys = Object.keys(operations);
  return { paths: new Set(keys.map((key) => key.slice(key.indexOf(" ")))).size, operations: keys.length };
}
