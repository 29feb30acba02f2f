import { formats } from "../checking/formats.js";
import { type Problem, problemIn } from "../checking/problem.js";
import { type Fields, isFields } from "../schema/fields.js";
import type { JsonSchema, OpenApiDocument } from "../schema/openapi.js";
import { propertiesOf } from "../schema/resolve.js";
import { sampleOf } from "./sample.js";
import type { World } from "./world.js";

/** Values that fit a schema, by what is known of them. */
export class SchemaSample {
  readonly #document: OpenApiDocument;
  readonly #schema: JsonSchema | undefined;
  readonly #properties: ReadonlyMap<string, JsonSchema>;
  readonly #sampled: unknown;

  /** @param schema Undefined where there is no value: an operation that answers nothing. */
  constructor(document: OpenApiDocument, schema: JsonSchema | undefined, world: World) {
    this.#document = document;
    this.#schema = schema;
    this.#properties = new Map(Object.entries((schema && propertiesOf(document, schema)) ?? {}));
    this.#sampled = schema && sampleOf(schema, document, world);
  }

  /** A value that fits the schema, always the same; undefined where there is none. */
  sample(): unknown {
    return structuredClone(this.#sampled);
  }

  /** Whether a value fits the schema. */
  fits(value: unknown): boolean {
    return this.#schema !== undefined && this.problemIn(value) === undefined;
  }

  /** What keeps a value from fitting the schema. */
  problemIn(value: unknown): Problem | undefined {
    return this.#schema && problemIn(value, this.#schema, { document: this.#document, formats });
  }

  /** The sample with what is known put in its place; names that the pin does not declare are left out. */
  with(known: Fields): unknown {
    const sampled = this.sample();
    if (!isFields(sampled)) return sampled;
    const fields = Object.entries(known).filter(([name, value]) => value !== undefined && this.#properties.has(name));
    return { ...sampled, ...Object.fromEntries(fields) };
  }

  /** Like {@link with}, where what is known was not made for this schema: values that do not fit are left out. */
  echoing(values: Fields): unknown {
    return this.over(this.sample(), values);
  }

  /** A value that fits, with other values laid over it by their names where they fit: as they are, or within what is there. */
  over(value: unknown, values: Fields): unknown {
    if (!isFields(value)) return value;
    const rules = { document: this.#document, formats };
    const changed = Object.entries(values).flatMap(([name, sent]) => {
      const schema = this.#properties.get(name);
      if (schema === undefined) return [];
      if (problemIn(sent, schema, rules) === undefined) return [[name, sent] as const];
      const field = within(value[name], sent);
      return problemIn(field, schema, rules) === undefined ? [[name, field] as const] : [];
    });
    return { ...value, ...Object.fromEntries(changed) };
  }
}

/** What was sent in the form of what is there, which may have more, or write a number as text. */
function within(there: unknown, sent: unknown): unknown {
  if (Array.isArray(there) && Array.isArray(sent)) return sent.map((item) => within(there[0], item));
  if (isFields(there) && isFields(sent)) {
    const known = Object.entries(sent).filter(([name]) => Object.hasOwn(there, name));
    return { ...there, ...Object.fromEntries(known.map(([name, value]) => [name, within(there[name], value)])) };
  }
  return typeof there === "string" && typeof sent === "number" ? String(sent) : sent;
}
