import { sample } from "openapi-sampler";
import type { ValidateFunction } from "../checking/validator.js";
import type { JsonSchema, OpenApiDocument } from "../schema/openapi.js";
import { repair } from "./repair.js";

/**
 * A value that fits a schema; the same schema gives the same value.
 *
 * @throws {Error} When none could be made, which a schema that contains itself without an end would cause.
 */
export function sampleOf(schema: JsonSchema, document: OpenApiDocument, fits: ValidateFunction): unknown {
  const value: unknown = sample(schema as unknown as Parameters<typeof sample>[0], { quiet: true }, document);
  return structuredClone(repair(value, fits));
}
