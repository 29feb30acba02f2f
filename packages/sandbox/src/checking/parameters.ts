import { classRefusal, notDescribed } from "../refusal.js";
import type { JsonSchema, Parameter } from "../schema/openapi.js";
import { allowsType } from "../schema/resolve.js";
import { explain } from "./explain.js";
import type { OperationContext } from "./operation-context.js";
import { schemaAt, type ValidateFunction } from "./validator.js";

export interface ReceivedParameters {
  readonly path: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly header: (name: string) => string | undefined;
}

/** What was received, in the declared types. */
export interface ParameterValues {
  readonly path: Readonly<Record<string, unknown>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly header: Readonly<Record<string, unknown>>;
}

type Location = keyof ParameterValues;

const locations: readonly Location[] = ["path", "query", "header"];

/** Where a parameter's schema stands in its declaration: a value sent as JSON text has a media type of its own. */
const schemaTokens = (parameter: Parameter): readonly string[] =>
  parameter.content ? ["content", "application/json", "schema"] : ["schema"];

/** Checks what an operation receives outside its body. */
export class ParameterCheck {
  readonly #context: OperationContext;
  readonly #declared: readonly Parameter[];
  readonly #fits: ValidateFunction;

  constructor(context: OperationContext) {
    this.#context = context;
    this.#declared = context.definition.parameters ?? [];
    this.#fits = context.validator.texts(this.#schema());
  }

  /**
   * @throws {Refusal} 400 that names the parameter.
   */
  check(received: ReceivedParameters): ParameterValues {
    this.#refuseUndeclared(received.query);
    const values: Record<Location, Record<string, unknown>> = { path: {}, query: {}, header: {} };
    for (const parameter of this.#declared) {
      const value = this.#read(parameter, received);
      if (value !== undefined) values[parameter.in][parameter.name] = value;
    }
    const error = this.#fits(values) ? undefined : this.#fits.errors?.[0];
    if (error) throw classRefusal(400, explain(error));
    return values;
  }

  #schema(): JsonSchema {
    const { template, method } = this.#context;
    const properties = locations.map((location) => {
      const here = [...this.#declared.entries()].filter(([, parameter]) => parameter.in === location);
      const schemas = here.map(([index, parameter]) => [
        parameter.name,
        schemaAt("paths", template, method, "parameters", String(index), ...schemaTokens(parameter)),
      ]);
      const required = here.filter(([, { required }]) => required).map(([, { name }]) => name);
      return [location, { type: "object", properties: Object.fromEntries(schemas), required }] as const;
    });
    return { type: "object", properties: Object.fromEntries(properties) };
  }

  #refuseUndeclared(query: URLSearchParams): void {
    const declared = new Set(this.#declared.filter((parameter) => parameter.in === "query").map(({ name }) => name));
    const unknown = [...new Set(query.keys())].filter((name) => !declared.has(name));
    if (unknown.length > 0) throw notDescribed(unknown);
  }

  #read(parameter: Parameter, received: ReceivedParameters): unknown {
    const { name } = parameter;
    if (parameter.in === "path") return received.path[name];
    if (parameter.in === "header") return received.header(name);
    const values = received.query.getAll(name);
    if (values.length === 0) return undefined;
    if (this.#allows(parameter, "array")) return values;
    // A name that is given twice stays a list, which fits no scalar: the answer names it.
    if (values.length > 1) return values;
    return this.#allows(parameter, "object") ? parseJson(name, values[0] ?? "") : values[0];
  }

  #allows(parameter: Parameter, type: string): boolean {
    const schema = parameter.schema ?? parameter.content?.["application/json"]?.schema ?? {};
    return allowsType(this.#context.document, schema, type);
  }
}

function parseJson(name: string, text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw classRefusal(400, `Invalid parameter: ${name} (query) must be one JSON text`);
  }
}
