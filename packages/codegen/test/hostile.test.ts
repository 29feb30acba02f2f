import { describe, expect, test } from "vitest";
import { cellsOf, machines } from "./hostile/cells.js";
import { payloads, textOf } from "./hostile/payloads.js";
import { places } from "./hostile/places.js";
import { testCells } from "./hostile/test-cells.js";

test.each(payloads)("$what fires where nothing is escaped", async ({ planted, fires }) => {
  expect(await fires(textOf(planted))).toBe(true);
});

test("there are 60 places and 25 payloads at least, and each is in every 24th of the cells", () => {
  expect(new Set(places.map(({ name }) => name)).size).toBe(places.length);
  expect(places.length).toBeGreaterThanOrEqual(60);
  expect(payloads.length).toBeGreaterThanOrEqual(25);
  expect(cellsOf().length).toBe(places.length * payloads.length);
  const some = cellsOf(24);
  expect(new Set(some.map(({ place }) => place)).size).toBe(places.length);
  expect(new Set(some.map(({ payload }) => payload)).size).toBe(payloads.length);
});

// `pnpm sweep` looks at all, and at each in two locales and time zones.
describe("schemas that mean harm, 150 of them", () => {
  testCells(cellsOf(24), machines.slice(-1));
});
