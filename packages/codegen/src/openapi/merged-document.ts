import { mergeDocuments } from "./merge.js";
import type { OpenApiDocument } from "./openapi.js";

/** The OpenAPI documents of an endpoint, as `@ovh-typed/<endpoint>/openapi` has them. */
export interface DocumentSource {
  readonly endpoint: string;
  /** The paths of its APIs: `/me`, `/v2/iam`. */
  readonly apis: readonly string[];
  document(api: string): Promise<object>;
}

/**
 * One OpenAPI 3.1 document of several APIs of an endpoint.
 *
 * @param source The documents: `openapi` of `@ovh-typed/<endpoint>/openapi`.
 * @param apis The APIs' paths; all of the endpoint's when left out.
 * @throws {RangeError} When the endpoint has no such API; it says which there are.
 */
export async function mergedDocument(
  source: DocumentSource,
  apis: readonly string[] = source.apis,
): Promise<OpenApiDocument> {
  const parts = await Promise.all(
    // A source's documents were made by this package, which defines their type.
    apis.map(async (api) => ({ api, document: (await source.document(api)) as OpenApiDocument })),
  );
  return mergeDocuments(source.endpoint, parts);
}
