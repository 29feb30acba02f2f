import { describe, expect, test } from "vitest";
import { readApiFile } from "../src/dialect/read-schema.js";
import { dialectUsage } from "../src/dialect/usage.js";
import { emitApiTypes, readPin } from "../src/index.js";
import { coffee, documentFrom, typesFrom } from "./api-fixture.js";
import { documentOf, documentsOf, endpointNames, regionDocument, schemas } from "./pins.js";

const page = { url: "https://eu.api.ovh.com/console/", api: "/x", version: "v1" };

async function typesOf(endpoint: string, module: string): Promise<string> {
  return emitApiTypes((await documentOf(endpoint, module)).document, "x.json", page);
}

describe("what breaks converters of OVH's schemas", () => {
  test("1: a path variable that is declared in the body alone has the type of its siblings", async () => {
    const { document } = await documentOf("ovh-eu", "/telephony");
    for (const kind of ["easyHunting", "ovhPabx"]) {
      const path = `/telephony/{billingAccount}/${kind}/{serviceName}/hunting/queue/{queueId}/agent`;
      const declared = document.paths[path]?.post?.parameters?.find(({ name }) => name === "queueId");
      expect(declared).toEqual({
        name: "queueId",
        in: "path",
        required: true,
        schema: { type: "integer", format: "int64" },
      });
    }
  });

  test("1: every variable of every path of every pin is declared, and nothing else is", async () => {
    for (const endpoint of endpointNames) {
      for (const { document } of await documentsOf(endpoint)) {
        for (const [path, { servers: _, ...item }] of Object.entries(document.paths)) {
          const variables = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!).sort();
          for (const operation of Object.values(item)) {
            const declared = (operation.parameters ?? []).filter((parameter) => parameter.in === "path");
            expect(declared.map(({ name }) => name).sort()).toEqual(variables);
          }
        }
      }
    }
  });

  test("2: a model without a namespace is a model, not an unknown primitive", async () => {
    expect(await typesOf("ovh-eu", "/cloud")).toContain("export type CountryCode2LettersEnum_ = ");
  });

  test("3: generics are filled in, whether the instance, the template or both are stored", async () => {
    const eu = await documentOf("ovh-eu", "/dedicated/server");
    const both = eu.document.components.schemas["complexType.UnitAndValue-of-long"];
    expect(both?.properties?.["value"]).toMatchObject({ type: "integer" });
    const us = await documentOf("ovh-us", "/me");
    const instanceAlone = us.document.components.schemas["complexType.SafeKeyValue-of-string"];
    expect(instanceAlone?.properties).toEqual({ key: { type: "string" }, value: { type: "string" } });
    const templateAlone = documentFrom({
      models: { "coffee.Task<T>": { generics: ["T"], properties: { result: "T[]?" } } },
      operations: { "GET /coffee": { returns: "coffee.Task<map[string]long>" } },
    });
    expect(templateAlone.components.schemas).toEqual({
      "coffee.Task-of-map-key-string-to-long": {
        type: "object",
        properties: {
          result: {
            type: ["array", "null"],
            items: { type: "object", additionalProperties: { type: "integer", format: "int64" } },
          },
        },
        "x-ovh-model": "coffee.Task<map[string]long>",
      },
    });
  });

  test("3: an instance does not take the name of a model that is called like it", async () => {
    const { document } = await documentOf("ovh-eu", "/dedicated/server");
    const names = Object.keys(document.components.schemas).filter((key) => key.includes("SafeKeyValueCanBeNull"));
    expect(names).toEqual(["complexType.SafeKeyValueCanBeNull-of-string", "complexType.SafeKeyValueCanBeNull_string"]);
    const types = await typesOf("ovh-eu", "/dedicated/server");
    expect(types).toContain("interface ComplexType_SafeKeyValueCanBeNull$$string ");
    expect(types).toContain("interface ComplexType_SafeKeyValueCanBeNull$_string ");
  });

  test("4: members of long enums are numbers, however they are listed", async () => {
    let longEnums = 0;
    for (const endpoint of endpointNames) {
      const documents = await documentsOf(endpoint);
      for (const { version, pin } of (await readPin(schemas, endpoint)).apis) {
        const { document } = documents.find((api) => api.version === version && api.api === pin.api)!;
        for (const [name, model] of Object.entries(pin.models).filter(([, { enumType }]) => enumType === "long")) {
          const schema = document.components.schemas[name]!;
          const listed = schema.anyOf?.[0] ?? schema;
          const closed = listed.$ref ? document.components.schemas[listed.$ref.split("/").at(-1)!]! : listed;
          expect(closed.enum).toEqual(model.enum!.map(Number));
          longEnums++;
        }
      }
    }
    expect(longEnums).toBeGreaterThan(50);
    const types = typesFrom({
      models: {
        "a.LongEnum": { enumType: "long", enum: ["9", 10] },
        "a.OddEnum": { enumType: "long", enum: ["9", "x"] },
      },
      operations: { "GET /coffee": { query: { a: "a.LongEnum", b: "a.OddEnum" } } },
    });
    expect(types).toContain("export type ALongEnum = 9|10;");
    expect(types).toContain('export type AOddEnum = "9"|"x";');
  });

  test("4: members that are empty, differ in case alone, start with a space or hold quotes are kept", () => {
    const types = typesFrom({
      models: { "a.Enum": { enum: ["", " x", "PAYPAL", "paypal", 'q"\\'] } },
      operations: { "GET /coffee": { query: { a: "a.Enum" } } },
    });
    expect(types).toContain(String.raw`export type AEnum = ""|" x"|"PAYPAL"|"paypal"|"q\"\\";`);
  });

  test("5: models that differ in case alone, or are namespaces too, have types of their own", async () => {
    const types = await typesOf("ovh-eu", "/hosting/web");
    for (const name of ["Hosting_web_Cron", "Hosting_web_cron", "Hosting_web_EnvVar", "Hosting_web_envVar"]) {
      expect(types).toMatch(new RegExp(`export interface ${name} `));
    }
    expect(await typesOf("ovh-eu", "/price")).toMatch(/export (type|interface) Price_\w+_2\d{3}v\d\w*/);
  });

  test("6: in a merged document, equal models are one and different models of one name are two", async () => {
    const apis = await documentsOf("ovh-eu");
    const merged = regionDocument("ovh-eu", apis);
    const keys = Object.keys(merged.components.schemas);
    expect(keys).toContain("order.Price");
    expect(keys).toContain("order.Price-in-cloud");
    expect(keys.filter((key) => key.startsWith("order.Price-in-"))).toHaveLength(1);
    // Every operation still means the schema that its own API meant.
    for (const { module, document } of apis) {
      for (const [path, item] of Object.entries(document.paths)) {
        const own = resolved(item.get?.responses["200"], document, 4);
        expect(resolved(merged.paths[path]?.get?.responses["200"], merged, 4), `${module} ${path}`).toEqual(own);
      }
    }
  });

  test("7: no two operations of an endpoint share an operationId", async () => {
    for (const endpoint of endpointNames) {
      const ids = (await documentsOf(endpoint)).flatMap(({ document }) =>
        Object.values(document.paths).flatMap(({ servers: _, ...item }) =>
          Object.values(item).map((operation) => operation.operationId),
        ),
      );
      expect(new Set(ids).size).toBe(ids.length);
    }
    const ids = ["GET /me/a_b", "GET /me/a-b", "GET /me/a/b", "GET /me/a/{b}", "GET /me/a/by/b", "GET /me/{a}/b"];
    const operations = Object.fromEntries(ids.map((key) => [key.replace("/me", "/coffee"), {}]));
    const paths = Object.values(documentFrom({ operations }).paths).map((item) => item.get?.operationId);
    expect(paths).toContain("get_coffee_a_by_b");
    expect(new Set(paths).size).toBe(ids.length);
  });

  test("8: a fixed segment and a variable that compete both stay", async () => {
    const { document } = await documentOf("ovh-eu", "/cdn/dedicated");
    expect(Object.keys(document.paths)).toEqual(
      expect.arrayContaining(["/cdn/dedicated/pops/{name}", "/cdn/dedicated/{serviceName}/domains"]),
    );
  });

  test("9: a description cannot leave its comment, whatever it holds", () => {
    const hostile = "`tick` ${uri} */ export const x = 1; /* \u2028 @ts-ignore\n// <b>html</b>\u202e";
    const types = typesFrom({
      models: { "a.B": { properties: { c: "string" }, description: hostile, descriptions: { c: hostile } } },
      operations: {
        "GET /coffee": { returns: "a.B", description: hostile, descriptions: { q: hostile }, query: { q: "string" } },
      },
    });
    const code = types.replaceAll(/\/\*[^]*?\*\//g, "").replaceAll(/^\/\/.*$/gm, "");
    expect(types).toContain("`tick` ${uri}");
    expect(code).not.toMatch(/export const|@ts-|html/);
    expect(types).not.toMatch(/@ts-ignore|\u2028|\u202e/);
  });

  test("10: keys, types and kinds of parameter that are new are carried, counted and named", () => {
    const { file } = readApiFile(
      JSON.stringify({
        apiVersion: "1.0",
        basePath: "",
        resourcePath: "/coffee",
        brandNew: true,
        apis: [
          {
            path: "/coffee",
            operations: [
              {
                httpMethod: "GET",
                responseType: "decimal",
                noAuthentication: false,
                apiStatus: { value: "GAMMA" },
                parameters: [{ name: "c", paramType: "cookie", dataType: "string", required: false, style: "x" }],
              },
            ],
          },
        ],
        models: {},
      }),
      "coffee.json",
    );
    expect(dialectUsage(file).unknown).toEqual([
      "file.brandNew",
      "parameter kind cookie",
      "parameter.style",
      "status GAMMA",
    ]);
    expect(typesFrom(coffee({ operations: { "GET /coffee": { returns: "decimal" } } }))).toContain(
      '"/coffee": {response:unknown};',
    );
  });
});

/** A value with its references followed some levels deep, their keys forgotten. */
function resolved(
  value: unknown,
  document: { components: { schemas: object; responses: object } },
  depth: number,
): unknown {
  if (typeof value !== "object" || value === null || depth === 0) return typeof value === "object" ? {} : value;
  const reference = (value as { $ref?: string }).$ref;
  if (reference !== undefined) {
    const [, , kind, key] = reference.split("/") as [string, string, "schemas" | "responses", string];
    const { "x-ovh-model": _, ...schema } = (document.components[kind] as Record<string, Record<string, unknown>>)[
      key
    ]!;
    return resolved(schema, document, depth - 1);
  }
  if (Array.isArray(value)) return value.map((item) => resolved(item, document, depth));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, resolved(item, document, depth)]));
}
