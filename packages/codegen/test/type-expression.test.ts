import { describe, expect, test } from "vitest";
import { formatType, namesIn, parseType, substitute } from "../src/dialect/type-expression.js";

const string = { kind: "name", name: "string", arguments: [] } as const;
const long = { kind: "name", name: "long", arguments: [] } as const;

describe("a type of the dialect", () => {
  test.each([
    ["string", string],
    ["nichandle.Nichandle", { kind: "name", name: "nichandle.Nichandle", arguments: [] }],
    ["string[]", { kind: "array", items: string }],
    ["string[][]", { kind: "array", items: { kind: "array", items: string } }],
    ["map[string]long", { kind: "map", key: string, value: long }],
    ["map[string]long[]", { kind: "map", key: string, value: { kind: "array", items: long } }],
    ["map[string][]long", { kind: "map", key: string, value: { kind: "array", items: long } }],
    ["map[string]map[string]long", { kind: "map", key: string, value: { kind: "map", key: string, value: long } }],
    ["complexType.UnitAndValue<long>", { kind: "name", name: "complexType.UnitAndValue", arguments: [long] }],
    ["a.B<string,long>[]", { kind: "array", items: { kind: "name", name: "a.B", arguments: [string, long] } }],
    [
      "common.Task<map[string]long>",
      { kind: "name", name: "common.Task", arguments: [{ kind: "map", key: string, value: long }] },
    ],
    ["coreTypes.AccountId:string", { kind: "alias", alias: "coreTypes.AccountId", wire: string }],
    [
      "coreTypes.ServiceId[]:long[]",
      { kind: "alias", alias: "coreTypes.ServiceId[]", wire: { kind: "array", items: long } },
    ],
  ])("%s is read", (text, expected) => {
    expect(parseType(text)).toEqual(expected);
    expect(parseType(formatType(parseType(text)))).toEqual(expected);
  });

  test.each([
    "",
    "string]",
    "a<b",
    "map[string",
    "a b",
    "a.B<>",
    "string[]x",
    "<T>",
    "a'b",
    "${x}",
    "a/*b*/",
    "[".repeat(99),
  ])("%j is refused with the position", (text) => {
    expect(() => parseType(text)).toThrow(/is not a type: .* expected at position \d+/);
  });

  test("cannot exhaust the stack", () => {
    expect(() => parseType("map[string]".repeat(20_000))).toThrow(/fewer than 50 levels/);
    expect(() => parseType(`${"a<".repeat(20_000)}b`)).toThrow(/fewer than 50 levels/);
  });

  test("names what travels, not its alias", () => {
    expect(namesIn(parseType("map[me.KeyEnum]a.B<c.D>[]"))).toEqual(["me.KeyEnum", "a.B<c.D>", "c.D"]);
    expect(namesIn(parseType("coreTypes.AccountId:string"))).toEqual(["string"]);
  });

  test("has its variables filled in, wherever they stand", () => {
    const filled = substitute(parseType("map[string]a.B<T[]>"), new Map([["T", long]]));
    expect(formatType(filled)).toBe("map[string]a.B<long[]>");
  });
});
