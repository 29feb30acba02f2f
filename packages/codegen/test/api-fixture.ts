import {
  emitApiTypes,
  type OpenApiDocument,
  type Operation,
  type Overrides,
  type PinnedApi,
  type Schema,
  toOpenApi,
} from "../src/index.js";

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

/** The schema of what an operation answers with 200, if it does. */
export function answerOf(operation: Operation | undefined): Schema | undefined {
  const answer = operation?.responses["200"];
  return answer && "content" in answer ? answer.content?.["application/json"].schema : undefined;
}
