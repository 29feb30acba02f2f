import { methods, type OpenApiDocument, type Schema } from "../openapi/openapi.js";
import { SchemaError } from "../schema-error.js";

/** What a client is told of operations: sorted hashes, big-endian, in base64. */
export interface OperationTables {
  /** Those that need no signature. */
  readonly unsigned: string;
  /** Those that answer nothing. */
  readonly void: string;
  /** Query parameters that are dates and not instants, each with its operation. */
  readonly days: string;
}

/**
 * Makes the tables of an endpoint.
 *
 * @throws {SchemaError} When two operations have the same hash, or differ only in what a parameter is called and are not
 *   both in a table.
 */
export function operationTables(
  endpoint: string,
  apis: readonly { readonly document: OpenApiDocument }[],
): OperationTables {
  const names = new Map<number, string>();
  const tables = {
    unsigned: new Map<string, boolean>(),
    void: new Map<string, boolean>(),
    days: new Map<string, boolean>(),
  };
  for (const { document } of apis) {
    for (const [path, item] of Object.entries(document.paths)) {
      for (const method of methods) {
        const operation = item[method];
        if (operation === undefined) continue;
        const name = `${method.toUpperCase()} ${path.replace(/\{[^{}]*\}/g, "{}")}`;
        const other = names.get(operationHash(name)) ?? name;
        if (other !== name) throw new SchemaError(endpoint, name, `its hash is that of ${other}`);
        names.set(operationHash(name), name);
        add(tables.unsigned, name, operation.security?.length === 0);
        for (const parameter of operation.parameters ?? []) {
          if (parameter.in === "query" && isDate(parameter.schema)) add(tables.days, `${name}?${parameter.name}`, true);
        }
        const answer = operation.responses["200"];
        add(tables.void, name, answer !== undefined && !("content" in answer && answer.content));
      }
    }
  }
  function add(table: Map<string, boolean>, name: string, isIn: boolean): void {
    if ((table.get(name) ?? isIn) !== isIn)
      throw new SchemaError(endpoint, name, "two operations that a call cannot tell apart");
    table.set(name, isIn);
  }
  return { unsigned: pack(tables.unsigned), void: pack(tables.void), days: pack(tables.days) };
}

function isDate(schema: Schema | undefined): boolean {
  return (schema?.items ?? schema)?.format === "date";
}

function pack(table: ReadonlyMap<string, boolean>): string {
  const hashes = [...table].filter(([, isIn]) => isIn).map(([name]) => operationHash(name));
  hashes.sort((one, other) => one - other);
  const bytes = Buffer.alloc(4 * hashes.length);
  for (const [index, hash] of hashes.entries()) bytes.writeUInt32BE(hash, 4 * index);
  return bytes.toString("base64");
}

/** FNV-1a of 32 bits (http://www.isthe.com/chongo/tech/comp/fnv/), which the client computes too. */
function operationHash(name: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < name.length; index++) hash = Math.imul(hash ^ name.charCodeAt(index), 0x01000193);
  return hash >>> 0;
}
