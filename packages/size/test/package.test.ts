import { endpoints } from "@ovh-typed/core";
import { expect, test } from "vitest";
import { packageSize } from "../src/pack.js";

test.each(Object.keys(endpoints))("the package of %s has at most 7 MB, 1.2 MB packed", async (endpoint) => {
  const { packed, unpacked } = await packageSize(endpoint);
  expect(unpacked).toBeLessThanOrEqual(7_000_000);
  expect(packed).toBeLessThanOrEqual(1_200_000);
});
