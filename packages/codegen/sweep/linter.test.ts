import { expect, test } from "vitest";
import { problemsOfRegion } from "../test/linter.js";
import { endpointNames } from "../test/pins.js";

test.each(endpointNames)("the documents of %s, whole and of each API, pass Redocly's linter", async (endpoint) => {
  expect(await problemsOfRegion(endpoint)).toEqual([]);
});
