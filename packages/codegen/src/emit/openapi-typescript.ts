import openapiTypeScript, { astToString } from "openapi-typescript";
import type { OpenApiDocument } from "../openapi/openapi.js";

/**
 * Writes a document's `paths` and `components` in openapi-typescript's own shape, for libraries that build on it. Made
 * for some APIs: over a whole region that shape is what stops an editor.
 */
export async function emitOpenApiTypeScript(document: OpenApiDocument): Promise<string> {
  return astToString(await openapiTypeScript(JSON.stringify(document), { silent: true }));
}
