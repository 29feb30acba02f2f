import { describe, expect, test } from "vitest";
import { compile } from "../src/compile.js";
import { compilers, distinctCompilers } from "../src/compiler.js";
import { inPackage } from "../src/package-folder.js";

// As in Node, without the strictest setting; and as bundlers resolve modules, with it. As in Node with it, the oldest and the
// newest check ovh-eu itself (scripts/typecheck.mjs).
const options = [
  { module: "nodenext", skipLibCheck: false, exactOptionalPropertyTypes: false },
  { module: "preserve", skipLibCheck: true, exactOptionalPropertyTypes: true },
] as const;

describe.each(compilers)("$name", (compiler) => {
  // TypeScript 6.0 resolves modules and checks as 5.9 does: once is enough.
  test.each(distinctCompilers.includes(compiler) ? options : options.slice(0, 1))(
    "checks the types with module $module, skipLibCheck $skipLibCheck, exactOptionalPropertyTypes $exactOptionalPropertyTypes",
    async (settings) => {
      // TypeScript's own libraries are left out in any case.
      const flags = Object.entries(settings)
        .flatMap(([name, value]) => [`--${name}`, String(value)])
        .concat("--skipDefaultLibCheck");
      const { errors } = await compile(compiler, inPackage("test/fixtures/types"), flags);
      expect(errors).toEqual([]);
    },
  );
});
