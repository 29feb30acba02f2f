import { describe, expect, test } from "vitest";
import { typeName } from "../src/index.js";
import { documentsOf, endpointNames } from "./pins.js";

describe("the TypeScript name of a model", () => {
  test.each([
    ["nichandle.Nichandle", "NichandleNichandle"],
    ["nichandle.CountryEnum", "NichandleCountryEnum"],
    ["nichandle.emailNotification", "Nichandle_emailNotification"],
    ["domain.zone.Record", "Domain_zone_Record"],
    ["dedicatedCloud.Host", "DedicatedCloud_Host"],
    ["countryCode2LettersEnum", "CountryCode2LettersEnum_"],
    ["complexType.UnitAndValue<long>", "ComplexType_UnitAndValue$$long"],
    ["complexType.UnitAndValue_long", "ComplexType_UnitAndValue$_long"],
    ["common.Task<a.B<c.D>>", "Common_Task$$a_B$$c_D$end"],
    ["common.Task<map[a.KeyEnum]any>", "Common_Task$$map$of$a_KeyEnum$to$any"],
    ["common.Pair<long[],a.B>", "Common_Pair$$long$of$$to$$and$a_B"],
    ["price.DedicatedCloud.2013v1.Ssd", "Price_DedicatedCloud_2013v1_Ssd"],
    ["get.Operations", "GetOperations__"],
    ["ovh.Client", "OvhClient__"],
  ])("%s is %s", (model, expected) => {
    expect(typeName(model)).toBe(expected);
    expect(typeName(model, "write")).toBe(`${expected}$Input`);
  });

  test("is an identifier, and no two models of all the pins share one", async () => {
    const owners = new Map<string, string>();
    for (const endpoint of endpointNames) {
      for (const { document } of await documentsOf(endpoint)) {
        for (const [key, schema] of Object.entries(document.components.schemas)) {
          const model = schema["x-ovh-model"] ?? key;
          for (const view of ["read", "write"] as const) {
            const name = typeName(model, view);
            expect(name).toMatch(/^[A-Z_](?!.*\$0)[\w$]*$/);
            expect(owners.get(name) ?? `${model} ${view}`).toBe(`${model} ${view}`);
            owners.set(name, `${model} ${view}`);
          }
        }
      }
    }
    expect(owners.size).toBeGreaterThan(8_000);
  });

  test("keeps apart names that differ in a dot, a case or a mark alone", () => {
    const alphabet = ["a", "A", ".a", ".A", "_", "<a>", "<A>", "1"];
    const models = alphabet.flatMap((x) => alphabet.flatMap((y) => alphabet.map((z) => `m${x}${y}${z}`)));
    const distinct = new Set(models);
    expect(new Set([...distinct].map((model) => typeName(model))).size).toBe(distinct.size);
  });
});
