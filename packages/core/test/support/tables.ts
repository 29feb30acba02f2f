import { operationHash } from "../../src/call/call.js";
import type { HttpMethod, OperationTables } from "../../src/index.js";

const pack = (operations: readonly string[]): string => {
  const hashes = operations.map((operation) => {
    const [method = "", path = ""] = operation.split(" ");
    return operationHash(method as HttpMethod, path);
  });
  const bytes = new DataView(new ArrayBuffer(4 * hashes.length));
  for (const [index, hash] of hashes.entries()) bytes.setUint32(4 * index, hash);
  return Buffer.from(bytes.buffer).toString("base64");
};

/** What a region's package hands over of these operations, `"GET /order/cart/{cartId}"` each, `?name` behind for a day. */
export function tablesOf(operations: { [Table in keyof OperationTables]?: readonly string[] }): OperationTables {
  const { unsigned = [], void: voids = [], days = [] } = operations;
  return { unsigned: pack(unsigned), void: pack(voids), days: pack(days) };
}
