import type { World } from "../sampling/world.js";
import type { JsonSchema, Method, OpenApiDocument, Operation } from "../schema/openapi.js";

/** What the operations of an API have in common. */
export interface Surroundings {
  readonly document: OpenApiDocument;
  /** The same document as requests are checked against, enums and names closed; made when first asked for. */
  readonly requests: () => OpenApiDocument;
  /** What sampled values are like. */
  readonly world: World;
}

/** Where an operation stands: the document of its API, its path template and its method. */
export interface OperationContext extends Surroundings {
  readonly template: string;
  readonly method: Method;
}

/** What a document says of an operation. */
export function definitionOf(document: OpenApiDocument, { template, method }: OperationContext): Operation {
  const definition = document.paths[template]?.[method];
  if (definition === undefined) throw new Error(`The document has no ${method} ${template}.`);
  return definition;
}

/** The schema of what an operation answers, undefined where the answer is void. */
export function responseSchema(operation: Operation | undefined): JsonSchema | undefined {
  return operation?.responses["200"]?.content?.["application/json"]?.schema;
}

/** The schema of what an operation is sent, undefined where it takes no body. */
export function bodySchema(operation: Operation): JsonSchema | undefined {
  return operation.requestBody?.content?.["application/json"]?.schema;
}
