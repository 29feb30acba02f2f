import { Ajv2020 } from "ajv/dist/2020.js";
import type { ErrorObject, Options, ValidateFunction } from "ajv/dist/2020.js";

import { formats } from "./formats.js";
import type { JsonSchema, OpenApiDocument } from "./openapi.js";

export type { ErrorObject, ValidateFunction };

const options: Options = {
  strict: false, // OpenAPI's own keywords stand in the schemas
  validateSchema: false, // the pins were checked when they were made
  addUsedSchema: false,
  logger: false,
};

const knownFormats = Object.fromEntries(Object.entries(formats).map(([name, { check }]) => [name, check]));

const pointer = (tokens: readonly string[]): string =>
  tokens.map((token) => encodeURIComponent(token.replaceAll("~", "~0").replaceAll("/", "~1"))).join("/");

/** Compiles the schemas of one document when they are first needed; `$ref`s resolve inside that document. */
export class DocumentValidator {
  readonly #strict: Ajv2020;
  readonly #coercing: Ajv2020;

  constructor(document: OpenApiDocument) {
    this.#strict = new Ajv2020({ ...options, allErrors: true, formats: knownFormats });
    this.#coercing = new Ajv2020({ ...options, coerceTypes: true, formats: knownFormats });
    for (const ajv of [this.#strict, this.#coercing]) ajv.addSchema({ ...document, $id: "api" });
  }

  /** For JSON: types exactly as written, every error reported. */
  strict(schema: JsonSchema): ValidateFunction {
    return this.#strict.compile(schema);
  }

  /** For text: values of a path, query or header, turned in place into the types that the schema asks for. */
  coercing(schema: JsonSchema): ValidateFunction {
    return this.#coercing.compile(schema);
  }
}

/** A schema that stands for the place in the document that these tokens lead to, such as `["paths", "/me", …]`. */
export const schemaAt = (...tokens: readonly string[]): JsonSchema => ({ $ref: `api#/${pointer(tokens)}` });
