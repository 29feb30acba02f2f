import { Ajv2020, type ErrorObject, type Options, type ValidateFunction } from "ajv/dist/2020.js";
import type { JsonSchema, OpenApiDocument } from "../schema/openapi.js";
import { formats } from "./formats.js";
import { requestDocument } from "./request-document.js";

export type { ErrorObject, ValidateFunction };

/** The name under which a document's own schemas are referred to. */
const documentId = "api";

const knownFormats = Object.fromEntries(Object.entries(formats).map(([name, { check }]) => [name, check]));

function ajvOver(document: OpenApiDocument, options: Options): Ajv2020 {
  const ajv = new Ajv2020({
    strict: false, // OpenAPI's own keywords stand in the schemas
    validateSchema: false, // the pins were checked when they were made
    addUsedSchema: false,
    logger: false,
    formats: knownFormats,
    ...options,
  });
  return ajv.addSchema({ ...document, $id: documentId });
}

/** Compiles the schemas of one document when they are first needed. */
export class DocumentValidator {
  readonly #document: OpenApiDocument;
  #ofRequests: OpenApiDocument | undefined;
  #answers: Ajv2020 | undefined;
  #bodies: Ajv2020 | undefined;
  #texts: Ajv2020 | undefined;

  constructor(document: OpenApiDocument) {
    this.#document = document;
  }

  /** For what is answered: types exactly as written, every error reported. */
  answers(schema: JsonSchema): ValidateFunction {
    return (this.#answers ??= ajvOver(this.#document, { allErrors: true })).compile(schema);
  }

  /** For JSON that is received. */
  bodies(schema: JsonSchema): ValidateFunction {
    return (this.#bodies ??= ajvOver(this.#requests, {})).compile(schema);
  }

  /** For received text: values of a path, query or header, turned in place into the types that the schema asks for. */
  texts(schema: JsonSchema): ValidateFunction {
    return (this.#texts ??= ajvOver(this.#requests, { coerceTypes: true })).compile(schema);
  }

  get #requests(): OpenApiDocument {
    return (this.#ofRequests ??= requestDocument(this.#document));
  }
}

const pointer = (tokens: readonly string[]): string =>
  tokens.map((token) => encodeURIComponent(token.replaceAll("~", "~0").replaceAll("/", "~1"))).join("/");

/** A schema that stands for the place in the document that these tokens lead to, such as `["paths", "/me", …]`. */
export function schemaAt(...tokens: readonly string[]): JsonSchema {
  return { $ref: `${documentId}#/${pointer(tokens)}` };
}
