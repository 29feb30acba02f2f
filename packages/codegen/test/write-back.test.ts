import { describe, expect, test } from "vitest";
import { emitApiTypes, type OpenApiDocument, type Schema } from "../src/index.js";
import { answerOf } from "./api-fixture.js";
import { documentsOf, endpointNames } from "./pins.js";
import { typeCheck } from "./type-check.js";

/** Every path of an endpoint that can be read and written: what is answered, and what is sent. */
interface Pair {
  readonly api: string;
  readonly path: string;
  readonly document: OpenApiDocument;
  readonly answer: Schema;
  readonly body: Schema;
}

async function pairsOf(endpoint: string): Promise<Pair[]> {
  return (await documentsOf(endpoint)).flatMap(({ document }, index) =>
    Object.entries(document.paths).flatMap(([path, { get, put }]) => {
      const answer = answerOf(get);
      const body = put?.requestBody?.content["application/json"].schema;
      return answer && body ? [{ api: `api${index}`, path, document, answer, body }] : [];
    }),
  );
}

function resolve({ document }: Pair, schema: Schema): Schema {
  return schema.$ref ? document.components.schemas[schema.$ref.split("/").at(-1)!]! : schema;
}

/** OVH's own name of what a schema refers to; undefined where it refers to nothing. */
function modelOf(pair: Pair, schema: Schema): string | undefined {
  return schema.$ref && (resolve(pair, schema)["x-ovh-model"] ?? schema.$ref.split("/").at(-1)!);
}

/** What a schema says, whether or not it may be null, in OVH's names. */
function meaningOf(pair: Pair, schema: Schema): string {
  const [first, second] = schema.anyOf ?? [];
  const value = second?.type === "null" ? first! : schema;
  if (value.type === "array") return `${meaningOf(pair, value.items!)}[]`;
  return (
    modelOf(pair, value) ??
    [value.type]
      .flat()
      .filter((type) => type !== "null")
      .join()
  );
}

/** The types of an endpoint, and a program of assertions about them. */
async function programOf(endpoint: string, assertions: readonly string[]): Promise<[string, string][]> {
  const apis = await documentsOf(endpoint);
  const page = { url: "https://example.org/", api: "/x", version: "v1" };
  const imports = apis.map(({ module }, index) => `import type * as api${index} from "./api${module}.js";`);
  const declared = "declare function expectWritable<Body, Answer extends Body>(): void;";
  return [
    ...apis.map(({ module, document }): [string, string] => [`api${module}.d.ts`, emitApiTypes(document, "x", page)]),
    ["main.ts", [...imports, declared, ...assertions].join("\n")],
  ];
}

function typesOf({ api, path }: Pair): { body: string; answer: string } {
  const key = JSON.stringify(path);
  return {
    body: `NonNullable<${api}.PutOperations[${key}]["body"]>`,
    answer: `${api}.GetOperations[${key}]["response"]`,
  };
}

/** That a body of one model takes what was answered. */
function ofModels(pairs: readonly Pair[]): string[] {
  return pairs
    .filter((pair) => modelOf(pair, pair.body) !== undefined && modelOf(pair, pair.body) === modelOf(pair, pair.answer))
    .map((pair) => `expectWritable<${typesOf(pair).body}, ${typesOf(pair).answer}>();`);
}

/** That each field of a body takes what was answered of that name and meaning. */
function ofFields(pairs: readonly Pair[]): string[] {
  return pairs.flatMap((pair) => {
    const answered = resolve(pair, pair.answer).properties ?? {};
    return Object.entries(resolve(pair, pair.body).properties ?? {}).flatMap(([name, sent]) => {
      const read = answered[name];
      if (read === undefined || meaningOf(pair, sent) !== meaningOf(pair, read)) return [];
      const [body, answer] = [typesOf(pair).body, typesOf(pair).answer].map(
        (type) => `NonNullable<${type}["${name}"]>`,
      );
      return [`expectWritable<${body}, ${answer}>();`];
    });
  });
}

describe("what was read can be changed and written back", () => {
  test.each(endpointNames)(
    "wherever a path of %s has GET and PUT, of one model or field by field",
    async (endpoint) => {
      const pairs = await pairsOf(endpoint);
      const [models, fields] = [ofModels(pairs), ofFields(pairs)];
      expect(models.length).toBeGreaterThanOrEqual(endpoint === "runabove-ca" ? 0 : 10);
      expect(fields.length).toBeGreaterThanOrEqual(endpoint === "runabove-ca" ? 0 : 50);
      expect(await typeCheck(await programOf(endpoint, [...models, ...fields]))).toBe("");
    },
  );

  test("as the same check finds, where it cannot", async () => {
    const assertion = "expectWritable<{ a: string }, { a: string | null }>();";
    expect(await typeCheck(await programOf("runabove-ca", [assertion]))).toMatch(/error TS2344/);
  });
});
