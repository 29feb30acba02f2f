import type { OpenApiDocument } from "./openapi.js";

/** The two versions that OVH serves side by side; `/1.0` is the old name of v1. */
export type Version = "v1" | "v2";

/** An API of an endpoint, such as `{ version: "v1", path: "/dedicated/server" }`. */
export interface ApiName {
  readonly version: Version;
  readonly path: string;
}

/** Where the pinned schemas come from: names first, documents only when one of their paths is called. */
export interface SchemaSource {
  /** Every pinned API of the endpoint. */
  apis(): readonly ApiName[];
  /** The OpenAPI document of one of them; rejects when it cannot be read. */
  document(api: ApiName): Promise<OpenApiDocument>;
}
