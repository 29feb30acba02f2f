import ts from "typescript";
import { describe, expect, test } from "vitest";
import { readApiFile } from "../src/dialect/read-schema.js";
import { type PinnedApi } from "../src/index.js";
import { pinFromDialect } from "../src/pin/from-dialect.js";
import { documentFrom, typesFrom } from "./api-fixture.js";

/** An API with OVH's own texts everywhere. */
function described(text: (place: string) => string): PinnedApi {
  const parameter = (paramType: string, name?: string): object => ({
    ...(name && { name }),
    paramType,
    dataType: name ? "string" : "coffee.Cup",
    required: paramType === "path",
    description: text(name ?? "whole body"),
  });
  const operation = (httpMethod: string, ...parameters: object[]): object => ({
    httpMethod,
    responseType: "coffee.Cup",
    noAuthentication: false,
    apiStatus: { value: "PRODUCTION" },
    description: text(`description of ${httpMethod}`),
    longDescription: text(`long description of ${httpMethod}`),
    parameters,
  });
  const operations = [
    operation("GET", parameter("path", "id"), parameter("query", "milk")),
    operation("PUT", parameter("path", "id"), parameter("body")),
    operation("POST", parameter("path", "id"), parameter("body", "sugar")),
  ];
  const property = { type: "string", canBeNull: false, readOnly: false, required: true, description: text("size") };
  const file = {
    apiVersion: "1.0",
    basePath: "",
    resourcePath: "/coffee",
    apis: [{ path: "/coffee/{id}", operations }],
    models: { "coffee.Cup": { description: text("cup"), properties: { size: property } } },
  };
  return pinFromDialect(readApiFile(JSON.stringify(file), "coffee.json").file, "/coffee", "coffee.json", {
    descriptions: true,
  });
}

/** All that was described above. */
const places = [
  ...["GET", "PUT", "POST"].flatMap((method) => [`description of ${method}`, `long description of ${method}`]),
  "id",
  "milk",
  "sugar",
  "whole body",
  "size",
  "cup",
];

describe("OVH's prose, when it is asked for", () => {
  const pin = described((place) => `All about the ${place}.`);

  test.each(places)("of the %s is in the document and in the types", (place) => {
    const text = `All about the ${place}.`;
    const documented: string[] = [];
    JSON.stringify(documentFrom(pin), (key, value: unknown) => {
      if (key === "description" && typeof value === "string") documented.push(...value.split("\n"));
      return value;
    });
    expect(documented).toContain(text);
    expect(typesFrom(pin)).toContain(text);
  });

  test("strikes nothing through, whatever it begins a line with", () => {
    const types = typesFrom(
      described((place) => `@deprecated ${place}\n  @deprecated again\n* @deprecated\n{@link x}`),
    );
    const file = ts.createSourceFile("x.d.ts", types, ts.ScriptTarget.ES2022, true);
    const struck: string[] = [];
    const visit = (node: ts.Node): void => {
      if (ts.getJSDocDeprecatedTag(node)) struck.push(node.getText());
      ts.forEachChild(node, visit);
    };
    visit(file);
    expect(struck).toEqual([]);
    expect(types).toContain("deprecated cup");
  });

  test("leaves the notice of what is deprecated by its state", () => {
    const types = typesFrom({
      operations: {
        "GET /coffee": { status: "DEPRECATED", deprecated: { replacement: "/tea\n@since 1" }, description: "@since 2" },
      },
    });
    const file = ts.createSourceFile("x.d.ts", types, ts.ScriptTarget.ES2022, true);
    const tags: string[] = [];
    const visit = (node: ts.Node): void => {
      tags.push(...ts.getJSDocTags(node).map((tag) => tag.tagName.text));
      ts.forEachChild(node, visit);
    };
    visit(file);
    expect(new Set(tags)).toEqual(new Set(["deprecated"]));
  });
});
