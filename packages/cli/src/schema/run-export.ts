import { mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import type { DocumentSource } from "@ovh-typed/codegen";
import { installedRegion } from "@ovh-typed/sandbox/region";
import { RefusedError } from "../refused-error.js";
import { loadCodegen } from "./codegen.js";

/** The options of `schema export`. */
export interface ExportOptions {
  /** The APIs as the typed client's modules name them: `me`, `dedicated/server`, `v2/iam`; all when left out. */
  readonly api?: readonly string[];
  readonly shape: "openapi-typescript" | "openapi";
  readonly schemas?: string;
  readonly output?: string;
}

/**
 * Writes the chosen APIs of an endpoint as one file.
 *
 * @throws {RefusedError} For an API that there is none of.
 */
export async function runExport(endpoint: string, options: ExportOptions): Promise<void> {
  const { emitOpenApiTypeScript, mergedDocument } = await loadCodegen();
  const { api: names, shape, schemas, output } = options;
  const source = schemas === undefined ? (await installedRegion(endpoint)).openapi : await pinned(schemas, endpoint);
  const missing = names?.find((name) => !source.apis.includes(`/${name}`));
  if (missing !== undefined) {
    const known = source.apis.map((name) => name.slice(1)).join(", ");
    throw new RefusedError(`${endpoint} has no API ${JSON.stringify(missing)}. It has ${known}.`);
  }
  const document = await mergedDocument(
    source,
    names?.map((name) => `/${name}`),
  );
  const text =
    shape === "openapi" ? `${JSON.stringify(document, undefined, 2)}\n` : await emitOpenApiTypeScript(document);
  if (output === undefined) {
    process.stdout.write(text);
    return;
  }
  await mkdir(dirname(output), { recursive: true });
  await writeFile(output, text);
}

async function pinned(schemas: string, endpoint: string): Promise<DocumentSource> {
  const { readPin, regionApis } = await loadCodegen();
  const documents = new Map(
    regionApis(await readPin(schemas, endpoint)).map(({ module, document }) => [module, document]),
  );
  return { endpoint, apis: [...documents.keys()], document: async (api) => documents.get(api)! };
}
