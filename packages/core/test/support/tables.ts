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

/** What a region's package hands over of these operations, `"GET /order/cart/{cartId}"` each. */
export function tablesOf(operations: { unsigned?: readonly string[]; void?: readonly string[] }): OperationTables {
  return { unsigned: pack(operations.unsigned ?? []), void: pack(operations.void ?? []) };
}
