import type { JsonSchema, Method, OpenApiDocument, Operation } from "../schema/openapi.js";
import type { DocumentValidator } from "./validator.js";

/** Where an operation stands: the document of its API, its path template and its method. */
export interface OperationContext {
  readonly document: OpenApiDocument;
  readonly validator: DocumentValidator;
  readonly template: string;
  readonly method: Method;
  readonly definition: Operation;
}

/** The schema of what an operation answers, undefined where the answer is void. */
export function responseSchema(operation: Operation | undefined): JsonSchema | undefined {
  return operation?.responses["200"]?.content?.["application/json"]?.schema;
}

/** The schema of what an operation is sent, undefined where it takes no body. */
export function bodySchema(operation: Operation): JsonSchema | undefined {
  return operation.requestBody?.content?.["application/json"]?.schema;
}
