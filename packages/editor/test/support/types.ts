import { expect, test } from "vitest";
import { compile } from "../../src/compile.js";
import type { Compiler } from "../../src/compiler.js";
import { inPackage } from "../../src/package-folder.js";

// As in Node, without the strictest setting; and as bundlers resolve modules, with it. As in Node with it, the oldest and the
// newest check ovh-eu itself (scripts/typecheck.mjs).
const options = [
  { module: "nodenext", skipLibCheck: false, exactOptionalPropertyTypes: false },
  { module: "preserve", skipLibCheck: true, exactOptionalPropertyTypes: true },
] as const;

/** Tests that a compiler understands the types under each of a project's settings. */
export function testTypes(compiler: Compiler): void {
  test.each(options)(
    `${compiler.name} checks the types with module $module, skipLibCheck $skipLibCheck, exactOptionalPropertyTypes $exactOptionalPropertyTypes`,
    async (settings) => {
      // TypeScript's own libraries are left out in any case.
      const flags = Object.entries(settings)
        .flatMap(([name, value]) => [`--${name}`, String(value)])
        .concat("--skipDefaultLibCheck");
      const { errors } = await compile(compiler, inPackage("test/fixtures/types"), flags);
      expect(errors).toEqual([]);
    },
  );
}
