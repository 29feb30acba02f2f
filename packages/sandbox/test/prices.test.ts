import { endpoints } from "@ovh-typed/core";
import { expect, test } from "vitest";
import { type Fields, isFields } from "../src/schema/fields.js";
import { answersOf } from "./support/answers.js";
import { documentOf, pinnedApis } from "./support/region.js";

/** Every object in a value. */
function objectsIn(value: unknown): Fields[] {
  if (Array.isArray(value)) return value.flatMap(objectsIn);
  return isFields(value) ? [value, ...Object.values(value).flatMap(objectsIn)] : [];
}

const amountOf = (price: unknown): number => (isFields(price) ? Number(price["value"]) : Number.NaN);

test.each(Object.keys(endpoints))("prices of %s agree with their texts, and add up", async (endpoint) => {
  const sums = new Set<string>();
  for (const api of await pinnedApis(endpoint)) {
    const document = await documentOf(endpoint, api);
    for (const { method, template, sample } of answersOf(document)) {
      for (const one of objectsIn(sample)) {
        const { value, text, currencyCode, priceInUcents, valueInUcents } = one;
        const at = `${method} ${template}: ${JSON.stringify(one)}`;
        if (typeof value === "number" && typeof text === "string") {
          expect(text, at).toBe(`${value.toFixed(2)} ${currencyCode === "EUR" ? "€" : String(currencyCode)}`);
          for (const same of [priceInUcents, valueInUcents]) if (same !== undefined) expect(same, at).toBe(value * 1e8);
        }
        const withTax = amountOf(one["withTax"] ?? one["priceWithTax"]);
        const tax = amountOf(one["tax"]);
        if (Number.isNaN(withTax + tax)) continue;
        expect(amountOf(one["withoutTax"] ?? one["priceWithoutTax"]) + tax, at).toBe(withTax);
        sums.add(template);
      }
    }
  }
  if (endpoint !== "runabove-ca") expect(sums.size).toBeGreaterThan(5);
});
