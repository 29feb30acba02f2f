import { answerOf, type OpenApiDocument, type Operation, referredKey, type Schema } from "./openapi.js";

/** What a list answers, one by one; undefined for what is no list. */
export function listedBy(operation: Operation): Schema | undefined {
  return answerOf(operation)?.items;
}

/** The model that a list of ids expands to; undefined where a list answers objects itself, or nothing is known of its ids. */
export function expandsTo(operation: Operation, { components }: OpenApiDocument): string | undefined {
  const listed = listedBy(operation);
  const key = listed && referredKey(listed);
  const model = key === undefined ? listed : components.schemas[key];
  return model === undefined || model.properties !== undefined ? undefined : operation["x-ovh-item"];
}
