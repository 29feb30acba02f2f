import type { EndpointName } from "./endpoints/endpoint.js";

/** An OpenAPI 3.1 document, as far as it can be relied on without reading it. */
export interface OpenApiDocument {
  readonly openapi: string;
  readonly info: { readonly title: string; readonly version: string };
  readonly servers: readonly { readonly url: string }[];
  /** By path template, then by method in small letters. */
  readonly paths: Readonly<Record<string, object>>;
  readonly components: { readonly schemas: Readonly<Record<string, object>> };
}

/** The OpenAPI documents of an endpoint, one for each API, as `@ovh-typed/<endpoint>/openapi` has them. */
export interface OpenApiDocuments {
  /** Whose they are. */
  readonly endpoint: EndpointName;
  /** The paths of the APIs: `/me`, `/dedicated/server`, `/v2/iam`. */
  readonly apis: readonly string[];
  /**
   * Reads the document of one API from the installed package.
   *
   * @param api Its path, one of `apis`.
   * @throws {RangeError} When there is no such API.
   */
  document(api: string): Promise<OpenApiDocument>;
}
