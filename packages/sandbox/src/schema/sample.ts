import { sample } from "openapi-sampler";
import type { JsonSchema, OpenApiDocument } from "./openapi.js";
import { repair } from "./repair.js";
import type { ValidateFunction } from "./validator.js";

/**
 * A value that fits a schema; the same schema gives the same value.
 *
 * @throws Error when none could be made, which a schema that contains itself without an end would cause
 */
export function sampleOf(schema: JsonSchema, document: OpenApiDocument, fits: ValidateFunction): unknown {
  const value: unknown = sample(schema as unknown as Parameters<typeof sample>[0], { quiet: true }, document);
  return structuredClone(repair(value, fits));
}
