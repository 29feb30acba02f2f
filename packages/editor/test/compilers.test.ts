import { describe, expect, test } from "vitest";
import { compile } from "../src/compile.js";
import { compilers } from "../src/compiler.js";
import { inPackage } from "../src/package-folder.js";

const options = [
  { skipLibCheck: false, exactOptionalPropertyTypes: false },
  { skipLibCheck: false, exactOptionalPropertyTypes: true },
  { skipLibCheck: true, exactOptionalPropertyTypes: true },
] as const;

describe.each(compilers)("$name", (compiler) => {
  test.each(options)(
    "checks the types with skipLibCheck $skipLibCheck, exactOptionalPropertyTypes $exactOptionalPropertyTypes",
    async (settings) => {
      const flags = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]);
      const { errors } = await compile(compiler, inPackage("test/fixtures/types"), flags);
      expect(errors).toEqual([]);
    },
  );
});
