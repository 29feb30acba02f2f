import { expect, test } from "vitest";
import { programOf } from "../bench/contender.js";
import { ours } from "../bench/our-clients.js";
import { compile } from "../src/compile.js";
import { compilers } from "../src/compiler.js";
import { generatedDeclarationBytes } from "../src/declaration-bytes.js";
import { schemaCalls } from "../src/schema-calls.js";
import { withProject } from "../src/with-project.js";
import { testLimits } from "./support/limits.js";

const newest = compilers.at(-1)!;

testLimits(newest);

test("every GET operation can be called with what the schema requires of it", async () => {
  await withProject({ "calls.ts": programOf(ours, await schemaCalls()) }, async (folder) => {
    expect((await compile(newest, folder)).errors).toEqual([]);
  });
});

test("the declarations of ovh-eu, v1 and v2, stay below 4.9 MB", async () => {
  // Since closed enums in requests (a second alias, a third view), formats beside parameters, names for the parts of an
  // API's operations in each API's module, and the paths and items of lists. To be raised with a pin that brings OVH's descriptions; else look for what
  // can be said shorter.
  expect(await generatedDeclarationBytes()).toBeLessThanOrEqual(4_900_000);
});
