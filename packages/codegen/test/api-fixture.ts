import { emitApiTypes, type OpenApiDocument, type Overrides, type PinnedApi, toOpenApi } from "../src/index.js";

/** A pinned API of one's own making: `/coffee`, with what the test says. */
export function coffee(parts: Partial<PinnedApi>): PinnedApi {
  return { api: "/coffee", operations: {}, models: {}, ...parts };
}

const context = { endpoint: "ovh-eu", version: "v1", source: "https://eu.api.ovh.com/v1" };

export function documentFrom(parts: Partial<PinnedApi>, overrides: Overrides = {}): OpenApiDocument {
  return toOpenApi(coffee(parts), { ...context, overrides }).document;
}

/** The generated types, without comments and their link. */
export function typesFrom(parts: Partial<PinnedApi>): string {
  const page = { url: "https://eu.api.ovh.com/console/", api: "/coffee", version: "v1" };
  return emitApiTypes(documentFrom(parts), "coffee.json", page);
}
