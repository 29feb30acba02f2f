import { type OperationContext, responseSchema } from "../checking/operation-context.js";
import { schemaAt, type ValidateFunction } from "../checking/validator.js";
import { propertiesOf } from "../schema/resolve.js";
import { sampleOf } from "./sample.js";

type Fields = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** What an operation answers when nothing better is known. */
export class ResponseSample {
  readonly #fits: ValidateFunction | undefined;
  readonly #declared: ReadonlySet<string>;
  readonly #sampled: unknown;

  constructor({ document, validator, template, method, definition }: OperationContext) {
    const schema = responseSchema(definition);
    this.#declared = new Set(Object.keys((schema && propertiesOf(document, schema)) ?? {}));
    if (schema === undefined) return;
    const tokens = ["paths", template, method, "responses", "200", "content", "application/json", "schema"];
    this.#fits = validator.answers(schemaAt(...tokens));
    this.#sampled = sampleOf(schema, document);
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
      const draft: unknown = isObject(answer) && name in answer ? { ...answer, [name]: value } : answer;
      if (this.#fits?.(draft)) answer = draft;
    }
    return answer;
  }
}
