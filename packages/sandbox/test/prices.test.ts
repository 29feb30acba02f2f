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

/** What the texts and hundred millionths of a price should be; undefined for what is no price. */
function expectedOf({ value, text, currencyCode }: Fields): Fields | undefined {
  if (typeof value !== "number" || typeof text !== "string") return undefined;
  const expected = `${value.toFixed(2)} ${currencyCode === "EUR" ? "€" : String(currencyCode)}`;
  return { text: expected, priceInUcents: value * 1e8, valueInUcents: value * 1e8 };
}

/** The sum that an object tells, and what its parts come to. */
function sumOf(one: Fields): { sum: number; parts: number } | undefined {
  const sum = amountOf(one["withTax"] ?? one["priceWithTax"]);
  const parts = amountOf(one["withoutTax"] ?? one["priceWithoutTax"]) + amountOf(one["tax"]);
  return Number.isNaN(sum + parts) ? undefined : { sum, parts };
}

test.each(Object.keys(endpoints).filter((name) => name !== "runabove-ca"))(
  "prices of %s agree with their texts, and add up",
  async (endpoint) => {
    const wrong: unknown[] = [];
    let [prices, sums] = [0, 0];
    for (const api of await pinnedApis(endpoint)) {
      const answers = answersOf(await documentOf(endpoint, api));
      for (const one of answers.flatMap(({ sample }) => objectsIn(sample))) {
        const expected = Object.entries(expectedOf(one) ?? {}).filter(([name]) => Object.hasOwn(one, name));
        if (expected.some(([name, value]) => one[name] !== value)) wrong.push(one);
        const { sum, parts } = sumOf(one) ?? { sum: Number.NaN, parts: Number.NaN };
        if (sum !== parts && !Number.isNaN(sum)) wrong.push(one);
        prices += expected.length;
        sums += Number(sum === parts);
      }
    }
    expect(wrong).toEqual([]);
    expect(prices).toBeGreaterThan(100);
    expect(sums).toBeGreaterThan(10);
  },
);
