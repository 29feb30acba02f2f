import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { DocumentSource, OpenApiDocument, PackageSchemas, PinManifest } from "@ovh-typed/codegen";
import { loadCodegen } from "./codegen.js";

/**
 * Reads what an installed region's package carries of its schemas; undefined where there is no such package where the
 * command runs.
 *
 * @param name The package's name: `@ovh-typed/ovh-eu`, or another that it was installed as.
 */
export async function readPackage(name: string): Promise<PackageSchemas | undefined> {
  const { resolve } = createRequire(join(process.cwd(), "package.json"));
  let files: { readonly pin: string; readonly openapi: string };
  try {
    files = { pin: resolve(`${name}/pin.json`), openapi: resolve(`${name}/openapi`) };
  } catch (error) {
    if (notThere.has((error as NodeJS.ErrnoException).code ?? "")) return undefined;
    throw error;
  }
  const { pathPrefix } = await loadCodegen();
  const { endpoint, versions } = JSON.parse(await readFile(files.pin, "utf8")) as PinManifest;
  const { openapi } = (await import(pathToFileURL(files.openapi).href)) as { openapi: DocumentSource };
  const documents: PackageSchemas["documents"][number][] = [];
  for (const [version, { apis }] of Object.entries(versions)) {
    for (const api of Object.keys(apis)) {
      // Made by codegen, whose type it is.
      const document = (await openapi.document(`${pathPrefix(version)}${api}`)) as OpenApiDocument;
      documents.push({ version, api, document });
    }
  }
  return { endpoint, versions, documents };
}

/** What Node says where there is no package of a name, or none that offers this. */
const notThere = new Set(["MODULE_NOT_FOUND", "ERR_PACKAGE_PATH_NOT_EXPORTED"]);
