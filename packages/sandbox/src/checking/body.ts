import { classRefusal, notDescribed, unexpectedBody } from "../refusal.js";
import type { JsonSchema, OpenApiDocument } from "../schema/openapi.js";
import { propertiesOf } from "../schema/resolve.js";
import { explain } from "./explain.js";
import { formats } from "./formats.js";
import { bodySchema, definitionOf, type OperationContext, responseSchema } from "./operation-context.js";
import { problemIn } from "./problem.js";

/** Checks the body that an operation receives. */
export class BodyCheck {
  readonly #document: OpenApiDocument;
  readonly #isRequired: boolean;
  readonly #schema: JsonSchema | undefined;
  readonly #writable: ReadonlySet<string> | undefined;
  readonly #readable: ReadonlySet<string>;

  constructor(context: OperationContext) {
    const document = context.requests();
    const definition = definitionOf(document, context);
    this.#document = document;
    this.#isRequired = definition.requestBody?.required ?? false;
    this.#schema = bodySchema(definition);
    this.#writable = namesOf(document, this.#schema);
    this.#readable = namesOf(document, responseSchema(document.paths[context.template]?.get)) ?? new Set();
  }

  /**
   * @throws {Refusal} 400 that names what is wrong.
   */
  check(bytes: Uint8Array): unknown {
    if (bytes.byteLength === 0) return this.#absent();
    if (this.#schema === undefined) throw unexpectedBody();
    const body = parse(bytes);
    const sent = this.#withoutReadOnly(body);
    const problem = problemIn(sent, this.#schema, { document: this.#document, formats });
    if (problem) throw explain(problem, "body");
    return body;
  }

  #absent(): undefined {
    if (this.#isRequired) {
      throw classRefusal(400, "Missing parameter: this call needs a JSON body and none was sent");
    }
    return undefined;
  }

  /** What was read, changed and sent back holds more than may be written; what the same path answers is ignored. */
  #withoutReadOnly(body: unknown): unknown {
    const writable = this.#writable;
    if (writable === undefined || typeof body !== "object" || body === null || Array.isArray(body)) return body;
    const others = Object.keys(body).filter((name) => !writable.has(name));
    const unknown = others.filter((name) => !this.#readable.has(name));
    if (unknown.length > 0) throw notDescribed(unknown);
    return Object.fromEntries(Object.entries(body).filter(([name]) => writable.has(name)));
  }
}

function namesOf(document: OpenApiDocument, schema: JsonSchema | undefined): ReadonlySet<string> | undefined {
  const properties = schema && propertiesOf(document, schema);
  return properties && new Set(Object.keys(properties));
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes)) as unknown;
  } catch {
    throw classRefusal(400, "The input that you provided isn't valid JSON or not well formatted");
  }
}
