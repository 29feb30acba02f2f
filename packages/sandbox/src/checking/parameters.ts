import { classRefusal, notDescribed } from "../refusal.js";
import type { JsonSchema, OpenApiDocument, Parameter } from "../schema/openapi.js";
import { allowsType, itemsOf } from "../schema/resolve.js";
import { explain } from "./explain.js";
import { parameterFormats } from "./formats.js";
import { definitionOf, type OperationContext } from "./operation-context.js";
import { problemIn, type Rules } from "./problem.js";

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

/** The schema of a parameter: a value sent as JSON text has a media type of its own. */
const schemaOf = ({ schema, content }: Parameter): JsonSchema => schema ?? content?.["application/json"]?.schema ?? {};

/** Checks what an operation receives outside its body. */
export class ParameterCheck {
  readonly #declared: readonly Parameter[];
  readonly #schemas: readonly (readonly [where: Parameter["in"], schema: JsonSchema])[];
  readonly #rules: Rules;

  constructor(context: OperationContext) {
    const document = context.requests();
    this.#declared = definitionOf(document, context).parameters ?? [];
    this.#schemas = (["path", "query", "header"] as const).map((where) => {
      const declared = this.#declared.filter((parameter) => parameter.in === where);
      const properties = Object.fromEntries(declared.map((parameter) => [parameter.name, schemaOf(parameter)]));
      const required = declared.filter((parameter) => parameter.required).map(({ name }) => name);
      return [where, { type: "object", properties, required }];
    });
    this.#rules = { document, formats: parameterFormats };
  }

  /**
   * @throws {Refusal} 400 that names the parameter.
   */
  check(received: ReceivedParameters): ParameterValues {
    this.#refuseUndeclared(received.query);
    const values = { path: {}, query: {}, header: {} } as Record<Parameter["in"], Record<string, unknown>>;
    for (const parameter of this.#declared) {
      const value = this.#read(parameter, received);
      if (value !== undefined) values[parameter.in][parameter.name] = value;
    }
    for (const [where, schema] of this.#schemas) {
      const problem = problemIn(values[where], schema, this.#rules);
      if (problem) throw explain(problem, where);
    }
    return values;
  }

  #refuseUndeclared(query: URLSearchParams): void {
    const declared = new Set(this.#declared.filter((parameter) => parameter.in === "query").map(({ name }) => name));
    const unknown = [...new Set(query.keys())].filter((name) => !declared.has(name));
    if (unknown.length > 0) throw notDescribed(unknown);
  }

  #read(parameter: Parameter, received: ReceivedParameters): unknown {
    const { document } = this.#rules;
    const schema = schemaOf(parameter);
    const texts = textsOf(parameter, received);
    if (texts.length === 0) return undefined;
    if (allowsType(document, schema, "array")) {
      const items = itemsOf(document, schema);
      return texts.map((text) => fromText(text, items, document));
    }
    // A name that is given twice stays a list, which fits no scalar: the answer names it.
    const [text = "", another] = texts;
    if (another !== undefined) return texts;
    return allowsType(document, schema, "object") ? parseJson(parameter.name, text) : fromText(text, schema, document);
  }
}

/** A text in the type that a schema asks for; as it is where it cannot be turned into that. */
function fromText(text: string, schema: JsonSchema, document: OpenApiDocument): unknown {
  const allows = (type: string): boolean => allowsType(document, schema, type);
  if (allows("number") || allows("integer")) return /^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) : text;
  return allows("boolean") && /^(?:true|false)$/.test(text) ? text === "true" : text;
}

function textsOf({ name, in: where }: Parameter, received: ReceivedParameters): readonly string[] {
  if (where === "query") return received.query.getAll(name);
  const text = where === "path" ? received.path[name] : received.header(name);
  return text === undefined ? [] : [text];
}

function parseJson(name: string, text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw classRefusal(400, `Invalid parameter: ${name} (query) must be one JSON text`);
  }
}
