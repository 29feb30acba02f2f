import type { Fields } from "../schema/fields.js";

/** Of the price without it: that of most of OVH's customers. */
export const taxRate = 0.2;

/** What everything costs without tax, in units of its currency. */
const net = 10;

/** What a price comes to, by the names of the properties that hold it: what makes a sum in OVH's answers makes one here. */
const amounts: readonly (readonly [RegExp, number])[] = [
  [/reduction|discount|promotion/i, 0],
  [/withTax$/i, net * (1 + taxRate)],
  [/withoutTax$/i, net],
  [/tax$/i, net * taxRate],
  [/(?:)/, net],
];

/**
 * The amount that suits a price, in units of its currency.
 *
 * @param path The names of the properties that lead to it.
 */
export function usualAmount(path: string): number {
  return amounts.find(([pattern]) => pattern.test(path))?.[1] ?? 0;
}

/** Whether an object is a price: it tells an amount, its currency and both as a text. */
export function isPrice(properties: Fields): boolean {
  return ["currencyCode", "text", "value"].every((name) => Object.hasOwn(properties, name));
}

/** A hundred millionth, in which some prices are told as well. */
const ucents = 100_000_000;

/** The same price at another amount: its text and its hundred millionths agree with it. */
export function priceOf(price: Fields, amount: number): Fields {
  const value = Number(amount.toFixed(2));
  const currency = price["currencyCode"] === "EUR" ? "€" : String(price["currencyCode"]);
  const told = { value, text: `${value.toFixed(2)} ${currency}`, ...inUcents(value) };
  return { ...price, ...Object.fromEntries(Object.entries(told).filter(([name]) => Object.hasOwn(price, name))) };
}

/** An amount in hundred millionths, by the names that OVH has for it. */
export function inUcents(amount: number): Fields {
  const whole = Math.round(amount * ucents);
  return { priceInUcents: whole, valueInUcents: whole };
}
