import { classRefusal, notDescribed, unexpectedBody } from "../refusal.js";
import type { JsonSchema } from "../schema/openapi.js";
import { propertiesOf } from "../schema/resolve.js";
import { explain } from "./explain.js";
import { bodySchema, type OperationContext, responseSchema } from "./operation-context.js";
import { schemaAt, type ValidateFunction } from "./validator.js";

const tokens = ["requestBody", "content", "application/json", "schema"] as const;

/** Checks the body that an operation receives. */
export class BodyCheck {
  readonly #context: OperationContext;
  readonly #schema: JsonSchema | undefined;
  readonly #fits: ValidateFunction | undefined;
  readonly #names: ReadonlySet<string> | undefined;

  constructor(context: OperationContext) {
    this.#context = context;
    this.#schema = bodySchema(context.definition);
    if (this.#schema === undefined) return;
    const body = schemaAt("paths", context.template, context.method, ...tokens);
    this.#fits = context.validator.bodies({ type: "object", properties: { body } });
    this.#names = this.#accepted(this.#schema);
  }

  /**
   * @throws {Refusal} 400 that names what is wrong.
   */
  check(text: string): unknown {
    if (text === "") return this.#absent();
    if (this.#schema === undefined) throw unexpectedBody();
    const body = parse(text);
    this.#refuseUndeclared(body);
    const error = this.#fits?.({ body }) === false ? this.#fits.errors?.[0] : undefined;
    if (error) throw classRefusal(400, explain(error));
    return body;
  }

  #absent(): undefined {
    if (this.#context.definition.requestBody?.required) {
      throw classRefusal(400, "Missing parameter: this call needs a JSON body and none was sent");
    }
    return undefined;
  }

  /** What may be written, and what the same path answers: read, changed and sent back, read-only fields are ignored. */
  #accepted(schema: JsonSchema): ReadonlySet<string> | undefined {
    const { document, template } = this.#context;
    const writable = propertiesOf(document, schema);
    if (writable === undefined) return undefined;
    const read = responseSchema(document.paths[template]?.get);
    const readable = read ? propertiesOf(document, read) : undefined;
    return new Set([...Object.keys(writable), ...Object.keys(readable ?? {})]);
  }

  #refuseUndeclared(body: unknown): void {
    const names = this.#names;
    if (names === undefined || typeof body !== "object" || body === null || Array.isArray(body)) return;
    const unknown = Object.keys(body).filter((name) => !names.has(name));
    if (unknown.length > 0) throw notDescribed(unknown);
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw classRefusal(400, "The input that you provided isn't valid JSON or not well formatted");
  }
}
