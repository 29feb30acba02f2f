import { describe, expect, test } from "vitest";
import { readApiFile } from "../src/dialect/read-schema.js";
import { pinFromDialect } from "../src/pin/from-dialect.js";
import { type Field, formatField, formatPin, parseField } from "../src/pin/notation.js";

describe("a field of a pin", () => {
  const flags = [true, false];
  const fields = flags.flatMap((nullable) =>
    flags.flatMap((required) =>
      flags.map((readOnly): Field => ({ type: "map[string]a.B<long>[]", nullable, required, readOnly })),
    ),
  );
  test.each(fields)("is written and read back: %j", (field) => {
    expect(parseField(formatField(field))).toEqual(field);
  });

  test("says only what is worth saying", () => {
    expect(formatField({ type: "long", nullable: false, required: false, readOnly: false })).toBe("long");
    expect(formatField({ type: "long", nullable: true, required: true, readOnly: true })).toBe("long?! ro");
  });
});

describe("a pinned API", () => {
  const file = {
    apiVersion: "1.0",
    basePath: "https://eu.api.ovh.com/1.0",
    resourcePath: "/coffee",
    apis: [
      {
        path: "/coffee/{id}",
        description: "",
        operations: [
          {
            httpMethod: "PUT",
            responseType: "void",
            noAuthentication: true,
            apiStatus: {
              value: "DEPRECATED",
              description: "",
              deprecatedDate: "2024-01-01T00:00:00Z",
              replacement: "/tea",
            },
            iamActions: [{ name: "b:write", required: true }, { name: "a:read", required: false }, "c:old"],
            parameters: [
              { name: "id", paramType: "path", dataType: "long", required: true },
              { name: "sugar", paramType: "body", dataType: "string", fullType: "coffee.Sugar:string", required: true },
              { name: "X-Trace", paramType: "header", dataType: "string", required: false },
              { name: "session", paramType: "cookie", dataType: "string", required: false },
            ],
          },
        ],
      },
    ],
    models: {
      "coffee.Zebra": {
        properties: { b: property("string", { canBeNull: true }), a: property("long", { readOnly: true }) },
      },
      "coffee.Enum": { enum: ["b", "", "a", "B"], enumType: "string" },
      "coffee.LongEnum": { enum: ["10", "9"], enumType: "long" },
    },
  };

  const pin = pinFromDialect(readApiFile(JSON.stringify(file), "coffee.json").file, "/coffee", "coffee.json");

  test("keeps the facts, sorted, and nothing else", () => {
    expect(formatPin(pin)).toBe(`{
  "api": "/coffee",
  "operations": {
    "PUT /coffee/{id}": {
      "path": { "id": "long" },
      "headers": { "X-Trace": "string" },
      "others": { "cookie session": "string" },
      "body": { "sugar": "coffee.Sugar:string!" },
      "status": "DEPRECATED",
      "deprecated": { "since": "2024-01-01T00:00:00Z", "replacement": "/tea" },
      "unsigned": true,
      "iam": ["a:read?", "b:write", "c:old"]
    }
  },
  "models": {
    "coffee.Enum": { "enum": ["", "B", "a", "b"] },
    "coffee.LongEnum": { "enum": ["9", "10"], "enumType": "long" },
    "coffee.Zebra": { "properties": { "a": "long ro", "b": "string?" } }
  }
}
`);
  });

  test("does not change when the schema is only served in another order", () => {
    const [path] = file.apis;
    const shuffled = {
      ...file,
      apis: [
        { ...path!, operations: path!.operations.map((op) => ({ ...op, parameters: op.parameters.toReversed() })) },
      ],
      models: Object.fromEntries(Object.entries(file.models).toReversed()),
    };
    const other = pinFromDialect(readApiFile(JSON.stringify(shuffled), "coffee.json").file, "/coffee", "coffee.json");
    expect(formatPin(other)).toBe(formatPin(pin));
  });

  test("keeps OVH's descriptions when told", () => {
    const described = pinFromDialect(readApiFile(JSON.stringify(file), "f").file, "/coffee", "f", {
      descriptions: true,
    });
    expect(described.models["coffee.Zebra"]?.descriptions).toEqual({ a: "prose", b: "prose" });
  });
});

function property(type: string, flags: object): object {
  return { type, canBeNull: false, readOnly: false, required: false, description: "prose", ...flags };
}
