import type { Surroundings } from "../checking/operation-context.js";
import { SchemaSample } from "../sampling/schema-sample.js";
import type { Fields } from "../schema/fields.js";
import type { JsonSchema } from "../schema/openapi.js";
import { pathOf } from "./path-of.js";
import type { Store } from "./store.js";

/** What is read and changed at a path, and of which there is one: the SOA of a zone. */
export class KeptSingle {
  readonly #template: string;
  readonly #sample: SchemaSample;

  constructor({ document, world }: Surroundings, template: string, schema: JsonSchema) {
    this.#template = template;
    this.#sample = new SchemaSample(document, schema, world);
  }

  /** As it was changed last. */
  read(values: Fields, store: Store): Fields {
    return structuredClone(store.singleAt(this.#pathOf(values)) ?? (this.#sample.echoing(values) as Fields));
  }

  /** Takes in what was sent and it has. */
  change(values: Fields, sent: Fields, store: Store): void {
    const changed = this.#sample.over(this.read(values, store), sent) as Fields;
    store.putSingle(this.#pathOf(values), changed);
  }

  #pathOf(values: Fields): string {
    return pathOf(this.#template, values);
  }
}
