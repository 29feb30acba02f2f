import { brotliCompressSync, constants } from "node:zlib";
import { generatedFrom } from "../emit/api-module.js";
import type { OpenApiDocument } from "../openapi/openapi.js";

interface ApiDocument {
  readonly module: string;
  readonly document: OpenApiDocument;
}

/** The OpenAPI documents of an endpoint's APIs, each compressed in a file of its own, and what reads one of them. */
export function* documentFiles(
  endpoint: string,
  apis: readonly ApiDocument[],
): Iterable<readonly [path: string, content: string | Uint8Array]> {
  for (const { module, document } of apis) {
    yield [`openapi${module}.json.br`, compress(`${JSON.stringify(document)}\n`)];
  }
  const header = generatedFrom(`schemas/${endpoint}`);
  yield ["openapi.js", `${header}${reader(endpoint, apis)}`];
  yield [
    "openapi.d.ts",
    `${header}import type { OpenApiDocuments } from "@ovh-typed/core";
/** The OpenAPI 3.1 documents of ${endpoint}, one for each API, read when asked for; on Node, Bun and Deno. */
export declare const openapi: OpenApiDocuments;
`,
  ];
}

/** Brotli, because gzip makes a region's documents a seventh larger; 8 is the last quality that takes no seconds. */
function compress(text: string): Uint8Array {
  return brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 8 } });
}

function reader(endpoint: string, apis: readonly ApiDocument[]): string {
  return `import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { brotliDecompress } from "node:zlib";
const apis = ${JSON.stringify(apis.map(({ module }) => module))};
export const openapi = {
  endpoint: "${endpoint}",
  apis,
  async document(api) {
    if (!apis.includes(api)) {
      throw new RangeError(\`${endpoint} has no API \${JSON.stringify(api)}. It has \${apis.join(", ")}.\`);
    }
    const file = await readFile(new URL(\`./openapi\${api}.json.br\`, import.meta.url));
    return JSON.parse(await promisify(brotliDecompress)(file));
  },
};
`;
}
