import type { OpenApiDocument } from "../openapi/openapi.js";

/**
 * Writes a document's `paths` and `components` in openapi-typescript's own shape, for libraries that build on it. Made
 * for some APIs: over a whole region that shape is what stops an editor.
 */
export async function emitOpenApiTypeScript(document: OpenApiDocument): Promise<string> {
  // Loaded for it alone: with its compiler it takes a second.
  const { default: openapiTypeScript, astToString } = await import("openapi-typescript");
  return astToString(await openapiTypeScript(JSON.stringify(document), { silent: true }));
}
