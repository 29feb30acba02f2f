import { describe } from "vitest";
import { compilers, distinctCompilers } from "../src/compiler.js";
import { testClientOfAny } from "../test/support/a-client-of-any.js";
import { testEditor } from "../test/support/an-editor.js";
import { testLimits } from "../test/support/limits.js";
import { testTypes } from "../test/support/types.js";

const alike = compilers.filter((compiler) => !distinctCompilers.includes(compiler));

// What it answers is what 5.9 does, which every test run looks at.
describe.each(alike)("an editor with $name", (compiler) => {
  testEditor(compiler);
});

for (const compiler of compilers.slice(0, -1)) testTypes(compiler);

for (const compiler of distinctCompilers.slice(0, -1)) testLimits(compiler);

describe.each(compilers.slice(0, -1))("a client of any of several regions, with $name", (compiler) => {
  testClientOfAny(compiler);
});
