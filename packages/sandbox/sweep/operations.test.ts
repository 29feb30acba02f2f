import { type Client, endpoints, type UntypedOperations } from "@ovh-typed/core";
import { expect, onTestFinished, test } from "vitest";
import { parameterFormats } from "../src/checking/formats.js";
import { problemIn } from "../src/checking/problem.js";
import { requestDocument } from "../src/checking/request-document.js";
import { createSandbox, type Sandbox } from "../src/index.js";
import { sampleOf } from "../src/sampling/sample.js";
import { type Fields, isFields } from "../src/schema/fields.js";
import { type JsonSchema, type Method, methods, type OpenApiDocument, type Parameter } from "../src/schema/openapi.js";
import { allowsType, itemsOf, propertiesOf } from "../src/schema/resolve.js";
import { type Collection, collectionsOf } from "../src/state/collection.js";
import { documentOf, judge, pinnedApis, validText, within } from "../test/support/region.js";
import { world } from "../test/support/world.js";
import { part } from "./part.js";

// Every operation of every pin, called through its typed client: as it should be, and with one thing wrong.

/** What is refused though it fits its schema, as what it asks for is not to be had at first. */
const refused: readonly RegExp[] = [
  /^POST .*\/(?:confirmTermination|terminate\/confirm)$/, // no token was sent
  /^POST \/me\/order\/\{orderId\}\/(?:pay|payWithRegisteredPaymentMean)$/, // the order is paid
];

/** A text that fits nothing but free text. */
const wrongText = "~wrong~";

/** Bodies of a form that no schema tells. */
const bodies: Readonly<Record<string, unknown>> = {
  "POST /auth/credential": { accessRules: [{ method: "GET", path: "/me" }] },
};

interface Input {
  readonly params: { readonly path: Fields; readonly query: Fields; readonly header: Fields };
  readonly body?: unknown;
}

interface Answer {
  readonly status: number;
  readonly value: unknown;
  readonly message: string;
}

type Calls = Pick<Client<UntypedOperations>, "GET" | "POST" | "PUT" | "DELETE">;

const upper = (method: Method) => method.toUpperCase() as Uppercase<Method>;

async function callBy(client: Calls, method: Method, template: string, input: Input): Promise<Answer> {
  const { data, error, response } = await client[upper(method)](template, input as never);
  return { status: response.status, value: data ?? null, message: error?.message ?? "" };
}

const schemaOf = ({ schema, content }: Parameter): JsonSchema => schema ?? content?.["application/json"]?.schema ?? {};

/** Makes input for the operations of an API, by ids that its lists hold. */
class Inputs {
  readonly #client: Calls;
  readonly #document: OpenApiDocument;
  readonly #requests: OpenApiDocument;
  readonly #byItem: ReadonlyMap<string, Collection>;
  readonly #ids = new Map<string, unknown>();

  constructor(client: Calls, document: OpenApiDocument) {
    this.#client = client;
    this.#document = document;
    this.#requests = requestDocument(document);
    this.#byItem = new Map(collectionsOf(document).map((collection) => [collection.item, collection]));
  }

  async valid(template: string, method: Method): Promise<Input> {
    const bodySchema = this.#bodySchema(template, method);
    const known = bodies[`${upper(method)} ${template}`];
    return {
      params: {
        path: { ...this.#values(template, method, "path"), ...(await this.#idsOn(template)) },
        query: this.#values(template, method, "query"),
        header: this.#values(template, method, "header"),
      },
      ...(bodySchema && { body: known ?? sampleOf(bodySchema, this.#requests, world) }),
    };
  }

  /** The same with one thing wrong, and the name of it; undefined where nothing can be. */
  wrong(template: string, method: Method, { params, body }: Input): { input: Input; name: string } | undefined {
    // Enums are closed in what is sent.
    const { parameters = [] } = this.#requests.paths[template]![method]!;
    const found = parameters.find((parameter) => this.#canBeWrong(parameter));
    if (found) {
      const changed = { ...params[found.in], [found.name]: wrongText };
      return {
        input: { params: { ...params, [found.in]: changed }, ...(body !== undefined && { body }) },
        name: found.name,
      };
    }
    const [field] = isFields(body) ? Object.keys(body).filter((name) => this.#isWritable(template, method, name)) : [];
    if (field !== undefined)
      return { input: { params, body: { ...(body as Fields), [field]: { strange: [true] } } }, name: field };
    if (parameters.length === 0 && body === undefined) return undefined;
    return {
      input: { params: { ...params, query: { ...params.query, strange: "1" } }, ...(body !== undefined && { body }) },
      name: "strange",
    };
  }

  /** Whether a field is looked at: what can only be read is ignored. */
  #isWritable(template: string, method: Method, name: string): boolean {
    const properties = propertiesOf(this.#requests, this.#bodySchema(template, method) ?? {}) ?? {};
    return Object.keys(properties[name] ?? {}).length > 0;
  }

  #bodySchema(template: string, method: Method): JsonSchema | undefined {
    return this.#document.paths[template]?.[method]?.requestBody?.content?.["application/json"]?.schema;
  }

  /** Whether {@link wrongText} does not fit; of a list each item is looked at. */
  #canBeWrong(parameter: Parameter): boolean {
    const schema = schemaOf(parameter);
    const rules = { document: this.#requests, formats: parameterFormats };
    if (allowsType(this.#requests, schema, "object")) return false;
    const one = allowsType(this.#requests, schema, "array") ? itemsOf(this.#requests, schema) : schema;
    return problemIn(wrongText, one, rules) !== undefined;
  }

  #values(template: string, method: Method, where: Parameter["in"]): Record<string, unknown> {
    const { parameters = [] } = this.#document.paths[template]![method]!;
    return Object.fromEntries(
      parameters
        // A cursor cannot be made up.
        .filter((parameter) => parameter.in === where && parameter.name !== "X-Pagination-Cursor")
        .map((parameter) => {
          const text = validText(this.#document, schemaOf(parameter));
          return [parameter.name, parameter.content ? (JSON.parse(text) as unknown) : text];
        }),
    );
  }

  /** The ids of what a path leads through, the first that each list holds. */
  async #idsOn(template: string): Promise<Record<string, unknown>> {
    const ids: Record<string, unknown> = {};
    let known = "";
    for (const segment of template.split("/").slice(1)) {
      known += `/${segment}`;
      const collection = this.#byItem.get(known);
      if (collection) ids[collection.parameter] = await this.#firstId(collection);
    }
    return ids;
  }

  /** What the list holds of the thing that a POST would make again. */
  async removeExisting(sandbox: Sandbox, template: string, { params }: Input): Promise<void> {
    const collection = [...this.#byItem.values()].find(({ list }) => list === template);
    if (collection === undefined) throw new Error(`${template} is no list.`);
    const id = await this.#firstId(collection);
    await sandbox.state.remove(collection.item, { ...params.path, [collection.parameter]: id });
  }

  async #firstId({ list, item, idProperty = "" }: Collection): Promise<unknown> {
    if (!this.#ids.has(item)) {
      const { params } = await this.valid(list, "get");
      const required = Object.fromEntries(
        (this.#document.paths[list]?.get?.parameters ?? [])
          .filter((parameter) => parameter.in === "query" && parameter.required)
          .map(({ name }) => [name, params.query[name]]),
      );
      const { value } = await callBy(this.#client, "get", list, { params: { ...params, query: required, header: {} } });
      const [first] = value as readonly unknown[];
      this.#ids.set(item, isFields(first) ? first[idProperty] : first);
    }
    return this.#ids.get(item);
  }
}

async function start(endpoint: string): Promise<{ sandbox: Sandbox; client: Calls }> {
  const sandbox = await createSandbox({ endpoint });
  onTestFinished(() => sandbox.close());
  const { createClient } = (await import(`@ovh-typed/${endpoint}`)) as { createClient: (options: object) => Calls };
  return { sandbox, client: createClient({ baseUrl: sandbox.baseUrl, retry: false, ...sandbox.credentials }) };
}

test.each(Object.keys(endpoints))(
  "every operation of %s answers what its schema says, and refuses what is wrong",
  async (endpoint) => {
    const { sandbox, client } = await start(endpoint);
    const wrong: unknown[] = [];
    const counts = { answered: 0, refused: 0, withoutParameters: 0 };
    for (const api of await pinnedApis(endpoint)) {
      const document = await documentOf(endpoint, api);
      const ajv = judge(document);
      const inputs = new Inputs(client, document);
      const operations = Object.entries(document.paths).flatMap(([template, item]) =>
        methods.filter((method) => item[method]).map((method) => ({ template, method })),
      );
      for (const { template, method } of part(operations)) {
        const name = `${upper(method)} ${template}`;
        const input = await inputs.valid(template, method);
        const bad = inputs.wrong(template, method, input);
        if (bad) {
          const answer = await callBy(client, method, template, bad.input);
          if (answer.status !== 400 || !answer.message.includes(bad.name)) wrong.push([name, bad.name, answer]);
          counts.refused += 1;
        } else counts.withoutParameters += 1;
        let answer = await callBy(client, method, template, input);
        if (answer.status === 409) {
          await inputs.removeExisting(sandbox, template, input);
          answer = await callBy(client, method, template, input);
        }
        const schema = document.paths[template]![method]!.responses["200"]?.content?.["application/json"]?.schema;
        const fits = ajv.compile(within(schema ?? { const: null }));
        const isExpected = answer.status === 200 ? fits(answer.value) : refused.some((pattern) => pattern.test(name));
        if (!isExpected) wrong.push([name, answer, ajv.errorsText(fits.errors)]);
        counts.answered += 1;
        if (method !== "get") await sandbox.reset();
      }
    }
    expect(wrong).toEqual([]);
  },
);
