import type { OperationTables } from "../../src/index.js";

/** The upper 30 bits of FNV-1a of 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(text)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash >>> 2;
}

/** `GET /order/cart/{cartId}?day` as it is hashed; `GET /order/` and a star behind is all that is below it. */
function pack(operations: readonly string[]): string {
  const names = operations.map((operation) => {
    const [, place = "", below, query = ""] = /^(.*?)(\/\*)?(\?.*)?$/.exec(operation) ?? [];
    return `${place.replace(" ", "").replace(/\{\w+\}/g, "{}")}${below === undefined ? "$" : ""}${query}`;
  });
  const sorted = names.map(hashOf).sort((one, other) => one - other);
  return sorted
    .map((hash, index) => hash - (sorted[index - 1] ?? 0))
    .map((added) => Math.floor(added / 26).toString(36) + String.fromCharCode(65 + (added % 26)))
    .join("");
}

/** What a region's package hands over of these operations, `"GET /order/cart/{cartId}"` each, `?name` behind for a day. */
export function tablesOf(operations: { [Table in keyof OperationTables]?: readonly string[] }): OperationTables {
  const { unsigned = [], void: voids = [], days = [] } = operations;
  return { unsigned: pack(unsigned), void: pack(voids), days: pack(days) };
}
