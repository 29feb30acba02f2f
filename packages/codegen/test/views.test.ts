import { describe, expect, test } from "vitest";
import { documentFrom, typesFrom } from "./api-fixture.js";

const cup = {
  properties: { id: "long ro", size: "coffee.SizeEnum", milk: "string?", name: "string!", kind: "coffee.KindEnum" },
};
const models = {
  "coffee.Cup": cup,
  "coffee.SizeEnum": { enum: ["L", "S"] },
  "coffee.KindEnum": { enum: ["decaf"] },
  "coffee.OrderEnum": { enum: ["now"] },
};
const read = { "GET /coffee/{id}": { path: { id: "long" }, returns: "coffee.Cup" } };
const write = { "PUT /coffee/{id}": { path: { id: "long" }, body: "coffee.Cup!" } };

describe("the views of a model", () => {
  test("in an answer, what cannot be null is there, and what can be may be missing too", () => {
    const { components } = documentFrom({ models, operations: read });
    expect(components.schemas["coffee.Cup"]).toEqual({
      type: "object",
      properties: {
        id: { type: "integer", format: "int64" },
        size: { $ref: "#/components/schemas/coffee.SizeEnum" },
        milk: { type: ["string", "null"] },
        name: { type: "string" },
        kind: { $ref: "#/components/schemas/coffee.KindEnum" },
      },
      required: ["id", "size", "name", "kind"],
    });
    expect(components.schemas).not.toHaveProperty(["coffee.Cup.Input"]);
  });

  test("in a request, what is read-only is left out, and what is not required may be", () => {
    const { components, paths } = documentFrom({ models, operations: { ...read, ...write } });
    const input = components.schemas["coffee.Cup.Update"];
    expect(Object.keys(input?.properties ?? {})).toEqual(["size", "milk", "name", "kind"]);
    expect(input?.required).toEqual(["name"]);
    expect(paths["/coffee/{id}"]?.put?.requestBody).toEqual({
      required: true,
      content: { "application/json": { schema: { $ref: "#/components/schemas/coffee.Cup.Update" } } },
    });
  });

  test("are one where TypeScript could not tell them apart", () => {
    const plain = {
      "coffee.Cup": { properties: { name: "string!" } },
      "coffee.Tray": { properties: { cups: "coffee.Cup[]!" } },
    };
    const { components } = documentFrom({
      models: plain,
      operations: { "POST /coffee": { body: "coffee.Tray!", returns: "coffee.Tray" } },
    });
    expect(Object.keys(components.schemas)).toEqual(["coffee.Cup", "coffee.Tray"]);
  });

  test("differ as well where they only refer to a model whose views differ, through cycles too", () => {
    const { components } = documentFrom({
      models: {
        "coffee.Node": { properties: { next: "coffee.Link!" } },
        "coffee.Link": { properties: { node: "coffee.Node!", id: "long! ro" } },
      },
      operations: { "POST /coffee": { body: "coffee.Node!", returns: "coffee.Node" } },
    });
    expect(Object.keys(components.schemas)).toEqual([
      "coffee.Link",
      "coffee.Link.Input",
      "coffee.Node",
      "coffee.Node.Input",
    ]);
  });

  test("do not meet a model that is really called Input", () => {
    const { components } = documentFrom({
      models: { ...models, "coffee.Cup.Input": { properties: { other: "long" } } },
      operations: { ...read, "POST /coffee": { body: "coffee.Cup!" } },
    });
    expect(components.schemas["coffee.Cup.Input"]?.properties).toHaveProperty("other");
    expect(components.schemas["coffee.Cup.Input-2"]?.properties).toHaveProperty("name");
  });
});

describe("a model whose every property is read-only", () => {
  const filter = { properties: { operator: "coffee.OrderEnum ro", value: "string! ro" } };

  test("keeps them all when it is sent", () => {
    const { components } = documentFrom({
      models: { ...models, "coffee.Filter": filter },
      operations: { "GET /coffee": { query: { filters: "map[string]coffee.Filter[]" }, returns: "long[]" } },
    });
    expect(components.schemas["coffee.Filter.Input"]).toEqual({
      type: "object",
      properties: {
        operator: { $ref: "#/components/schemas/coffee.OrderEnum" },
        value: { type: "string" },
      },
      required: ["value"],
      "x-ovh-model": "coffee.Filter",
      "x-ovh-view": "write",
    });
  });

  test("is left out as a property, if that is read-only itself", () => {
    const { components } = documentFrom({
      models: {
        ...models,
        "coffee.Filter": filter,
        "coffee.Order": { properties: { by: "coffee.Filter ro", id: "long" } },
      },
      operations: { "POST /coffee": { body: "coffee.Order" } },
    });
    expect(components.schemas["coffee.Order.Input"]?.properties).toEqual({ id: { type: "integer", format: "int64" } });
  });
});

describe("an enum", () => {
  const closed = 'export type CoffeeSizeEnum$Input = "L"|"S";';
  const open = "export type CoffeeSizeEnum = CoffeeSizeEnum$Input|(string & {});";
  const post = { "POST /coffee": { body: "coffee.Cup!" } };

  test("admits unknown members in answers, so that a new one breaks nobody", () => {
    const types = typesFrom({ models, operations: read });
    expect(types).toContain('export type CoffeeSizeEnum = "L"|"S"|(string & {});');
  });

  test("is closed where only requests hold it", () => {
    const types = typesFrom({
      models,
      operations: { "GET /coffee": { query: { when: "coffee.OrderEnum" }, returns: "long[]" } },
    });
    expect(types).toContain('export type CoffeeOrderEnum = "now";');
  });

  test("is closed in a parameter and in the body of a POST, though answers leave it open", () => {
    const types = typesFrom({
      models,
      operations: { ...read, ...post, "GET /coffee": { query: { size: "coffee.SizeEnum[]" }, returns: "long[]" } },
    });
    expect(types).toContain(closed);
    expect(types).toContain(open);
    expect(types).toContain("size?:CoffeeSizeEnum$Input[]");
    expect(types).toMatch(/interface CoffeeCup\$Input \{\s+size\?: CoffeeSizeEnum\$Input;/);
  });

  test("is open in the body of a PUT where the GET of that path answers it, and still closed in a POST", () => {
    const types = typesFrom({ models, operations: { ...read, ...write, ...post } });
    expect(types).toMatch(/interface CoffeeCup\$Input \{\s+size\?: CoffeeSizeEnum\$Input;/);
    expect(types).toMatch(/interface CoffeeCup\$Update \{\s+size\?: CoffeeSizeEnum;/);
    expect(types).toMatch(/PutOperations \{[^]*body:CoffeeCup\$Update;/);
    expect(types).toMatch(/PostOperations \{[^]*body:CoffeeCup\$Input;/);
  });

  test("is open in a named field of a PUT as well, and only if the GET answers that very enum", () => {
    const types = typesFrom({
      models,
      operations: {
        ...read,
        "PUT /coffee/{id}": { path: { id: "long" }, body: { size: "coffee.SizeEnum!", when: "coffee.OrderEnum" } },
      },
    });
    expect(types).toMatch(/body:\{size:CoffeeSizeEnum;when\?:CoffeeOrderEnum\}/);
  });

  test("is closed in the body of a PUT whose path has no GET that answers it", () => {
    const types = typesFrom({
      models,
      operations: { ...read, "PUT /coffee/{id}/size": { path: { id: "long" }, body: { size: "coffee.SizeEnum!" } } },
    });
    expect(types).toContain("body:{size:CoffeeSizeEnum$Input}");
  });

  test("is no answer's, if only a model that nobody uses mentions it", () => {
    const types = typesFrom({
      models: { ...models, "coffee.Leftover": { properties: { when: "coffee.OrderEnum" } } },
      operations: { "GET /coffee": { query: { when: "coffee.OrderEnum" }, returns: "long[]" } },
    });
    expect(types).toContain('export type CoffeeOrderEnum = "now";');
  });
});

describe("an override", () => {
  test("corrects what a pin says of one property", () => {
    const { components } = documentFrom(
      { models, operations: read },
      { "coffee.Cup.name": { nullable: true, required: false } },
    );
    expect(components.schemas["coffee.Cup"]?.required).toEqual(["id", "size", "kind"]);
    expect(components.schemas["coffee.Cup"]?.properties?.["name"]).toEqual({ type: ["string", "null"] });
  });
});

describe("types", () => {
  test.each([
    ["date", "Format: date", "string"],
    ["datetime", "Format: date-time", "string"],
    ["ipBlock", "Format: ip-block", "string"],
    ["macAddress", "Format: mac-address", "string"],
    ["any", "", "unknown"],
    ["coreTypes.AccountId:string", "", "string"],
    ["map[string]long", "", "Record<string, number>"],
    ["map[string]long?", "", "Record<string, number> | null"],
    ["map[coffee.SizeEnum]long", "", "Partial<Record<CoffeeSizeEnum, number>>"],
    ["string[]", "", "string[]"],
    ["nowhere.Defined", "", "unknown"],
  ])("%s", (type, comment, expected) => {
    const types = typesFrom({ models: { ...models, "coffee.X": { properties: { x: type } } }, operations: {} });
    expect(types).toContain(
      `export interface CoffeeX {\n${comment && `\t/** ${comment} */\n`}\tx${type.includes("?") ? "?" : ""}: ${expected};\n}`,
    );
  });
});
