import { formats } from "../checking/formats.js";
import { definitionOf, type OperationContext, responseSchema } from "../checking/operation-context.js";
import { problemIn } from "../checking/problem.js";
import type { JsonSchema, OpenApiDocument } from "../schema/openapi.js";
import { propertiesOf } from "../schema/resolve.js";
import { sampleOf } from "./sample.js";

type Fields = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** What an operation answers when nothing better is known. */
export class ResponseSample {
  readonly #document: OpenApiDocument;
  readonly #schema: JsonSchema | undefined;
  readonly #declared: ReadonlySet<string>;
  readonly #sampled: unknown;

  constructor(context: OperationContext) {
    const { document } = context;
    const schema = responseSchema(definitionOf(document, context));
    this.#document = document;
    this.#schema = schema;
    this.#declared = new Set(Object.keys((schema && propertiesOf(document, schema)) ?? {}));
    this.#sampled = schema && sampleOf(schema, document);
  }

  /** A value that fits the response's schema, always the same; undefined where the answer is void. */
  sample(): unknown {
    return structuredClone(this.#sampled);
  }

  /** The sample with what is known put in its place; names that the pin does not declare are left out. */
  with(known: Fields): unknown {
    const sampled = this.sample();
    if (!isObject(sampled)) return sampled;
    const fields = Object.entries(known).filter(([name, value]) => value !== undefined && this.#declared.has(name));
    return { ...sampled, ...Object.fromEntries(fields) };
  }

  /** Like {@link with}, where what is known was not made for this response: values that do not fit are left out. */
  echoing(values: Fields): unknown {
    let answer = this.sample();
    for (const [name, value] of Object.entries(values)) {
      if (!isObject(answer) || !Object.hasOwn(answer, name)) continue;
      const draft = { ...answer, [name]: value };
      if (this.#schema && !problemIn(draft, this.#schema, { document: this.#document, formats })) answer = draft;
    }
    return answer;
  }
}
