import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { testDeclarations } from "./support/a-compiler.js";

it("the published declarations name nothing of openapi-fetch", async () => {
  const dist = fileURLToPath(new URL("../dist", import.meta.url));
  const files = (await readdir(dist, { recursive: true })).filter((file) => file.endsWith(".d.ts"));
  expect(files).toContain("index.d.ts");
  const texts = await Promise.all(files.map((file) => readFile(join(dist, file), "utf8")));
  for (const text of texts) expect(text).not.toMatch(/from ["']openapi-/);
});

testDeclarations("typescript");
