import { kindOf } from "./call/text.js";

/** @throws {TypeError} For anything but a whole number above 0. */
export function wholeNumber(name: string, value: unknown): number {
  if (Number.isSafeInteger(value) && (value as number) > 0) return value as number;
  const found = typeof value === "number" ? String(value) : kindOf(value);
  throw new TypeError(`${name} has to be a whole number above 0; found ${found}.`);
}

/** @throws {TypeError} For anything but a function or undefined. */
export function checkCallback(name: string, value: unknown): void {
  if (value === undefined || typeof value === "function") return;
  throw new TypeError(`${name} has to be a function; found ${kindOf(value)}.`);
}
