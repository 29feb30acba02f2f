import { describe, expect, test } from "vitest";
import { mergeDocuments, type OpenApiDocument } from "../src/index.js";
import { documentFrom } from "./api-fixture.js";
import { problemsOf, problemsOfRegion } from "./linter.js";
import { documentsOf, endpointNames, regionDocument } from "./pins.js";

describe("the OpenAPI documents", () => {
  // `pnpm sweep` looks at all.
  test("of ovh-us, whole and of each API, pass Redocly's linter", async () => {
    expect(await problemsOfRegion("ovh-us")).toEqual([]);
  });

  test.each(endpointNames)("of %s have names that stay apart in camel case, letters' case aside", async (endpoint) => {
    const apis = await documentsOf(endpoint);
    for (const document of [regionDocument(endpoint, apis), ...apis.map((api) => api.document)]) {
      const operations = Object.values(document.paths).flatMap(({ servers: _, ...item }) => Object.values(item));
      for (const names of [
        Object.keys(document.components.schemas),
        operations.map(({ operationId }) => operationId),
      ]) {
        const distinct = new Set(names.map((name) => name.replace(/[^A-Za-z0-9]/g, "").toLowerCase()));
        expect(distinct.size).toBe(names.length);
      }
    }
  });

  test("would not pass if they were wrong", async () => {
    const document = documentFrom({ operations: { "GET /coffee": { returns: "long" } } });
    const broken = {
      ...document,
      paths: { "/coffee": { get: { responses: { "200": { $ref: "#/nowhere" } }, x: 1 } } },
    };
    expect(await problemsOf(document)).toEqual([]);
    expect(await problemsOf(broken)).toHaveLength(2);
  });
});

describe("an operation in OpenAPI", () => {
  const operation = {
    path: { id: "long" },
    query: { tags: "map[string]string", sizes: "string[]" },
    headers: { "X-Pagination-Cursor": "string" },
    body: { note: "text", cup: "coffee.Cup!" },
    returns: "coffee.Cup",
    status: "DEPRECATED",
    deprecated: { since: "2024-01-01T00:00:00Z", deletion: "2025-01-01T00:00:00Z", replacement: "/tea" },
    unsigned: true,
    iam: ["coffee:read", "coffee:list?"],
    errors: ["Client::NotFound"],
    operationId: "pourCoffee",
  } as const;
  const document = documentFrom({
    operations: {
      "POST /coffee/{id}": operation,
      "GET /coffee/{id}": { returns: "coffee.Cup" },
      "GET /coffee": { returns: "long[]" },
    },
    models: { "coffee.Cup": { properties: { id: "long!" } } },
  });

  test("says everything that the pin says", () => {
    // Its long may be sent as a bigint, and is read as a number: TypeScript sees two views.
    const [read, cup] = ["Cup", "Cup.Input"].map((name) => ({ $ref: `#/components/schemas/coffee.${name}` }));
    expect(document.paths["/coffee/{id}"]?.post).toEqual({
      operationId: "post_coffee_by_id",
      deprecated: true,
      security: [],
      parameters: [
        { name: "id", in: "path", required: true, schema: { type: "integer", format: "int64" } },
        {
          name: "tags",
          in: "query",
          content: { "application/json": { schema: { type: "object", additionalProperties: { type: "string" } } } },
        },
        { name: "sizes", in: "query", schema: { type: "array", items: { type: "string" } } },
        { name: "X-Pagination-Cursor", in: "header", schema: { type: "string" } },
      ],
      requestBody: {
        required: true,
        content: {
          "application/json": {
            schema: {
              type: "object",
              properties: { note: { type: "string", format: "text" }, cup },
              required: ["cup"],
            },
          },
        },
      },
      responses: {
        "200": { description: "coffee.Cup", content: { "application/json": { schema: read } } },
        default: { $ref: "#/components/responses/Error" },
      },
      "x-ovh-status": "DEPRECATED",
      "x-ovh-deprecated": operation.deprecated,
      "x-ovh-iam": operation.iam,
      "x-ovh-errors": operation.errors,
      "x-ovh-operation-id": "pourCoffee",
    });
  });

  test("of a list says which model each id stands for", () => {
    expect(document.paths["/coffee"]?.get?.["x-ovh-item"]).toBe("coffee.Cup");
    expect(document.paths["/coffee/{id}"]?.get).not.toHaveProperty(["x-ovh-item"]);
  });

  test("of a list says so in a merged document as well, where the model has another name", () => {
    const list = (name: string, property: string): OpenApiDocument =>
      documentFrom({
        operations: { [`GET /${name}/{id}`]: { returns: "coffee.Cup" }, [`GET /${name}`]: { returns: "long[]" } },
        models: { "coffee.Cup": { properties: { [property]: "long!" } } },
      });
    const merged = mergeDocuments("ovh-eu", [
      { api: "/one", document: list("one", "id") },
      { api: "/other", document: list("other", "name") },
    ]);
    expect(merged.paths["/one"]?.get?.["x-ovh-item"]).toBe("coffee.Cup");
    expect(merged.paths["/other"]?.get?.["x-ovh-item"]).toBe("coffee.Cup-in-other");
  });

  test("that answers nothing has no content", () => {
    const { paths } = documentFrom({ operations: { "DELETE /coffee": {} } });
    expect(paths["/coffee"]?.delete?.responses["200"]).toEqual({ description: "Nothing" });
  });
});
