import { describe } from "vitest";
import { distinctCompilers } from "../src/compiler.js";
import { testClientOfAny } from "./support/a-client-of-any.js";

// The older one is a sweep's.
describe.each(distinctCompilers.slice(-1))("a client of any of several regions, with $name", (compiler) => {
  testClientOfAny(compiler);
});
