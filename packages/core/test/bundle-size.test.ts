import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { rolldown, type OutputChunk } from "rolldown";
import { describe, expect, it } from "vitest";

const source = resolve(dirname(fileURLToPath(import.meta.url)), "../src");

// 11.5 KB before retries, deadlines and hooks. OVH's `ovh` package has 31.3 KB, @ovhcloud/node-ovh 106 KB,
// @ovh-api/api 8.0 KB.
const limit = 13 * 1024;

/** What a browser loads at once for the main entry, minified: everything but what is loaded when it is first used. */
async function chunks(): Promise<{ main: OutputChunk; later: OutputChunk[] }> {
  const bundle = await rolldown({
    input: resolve(source, "index.ts"),
    platform: "browser",
    // As in a program of its own, where what several chunks share stays in the first.
    preserveEntrySignatures: "allow-extension",
    resolve: { extensionAlias: { ".js": [".ts"] } },
  });
  const split = async (together: readonly string[]): Promise<OutputChunk[]> => {
    const groups = [{ name: "main", test: (id: string): boolean => together.includes(id) }];
    const options = together.length === 0 ? {} : { codeSplitting: { groups } };
    const { output } = await bundle.generate({ format: "esm", minify: true, ...options });
    return output.filter((part) => part.type === "chunk");
  };
  const parts = await split([]);
  const files = parts.filter(({ isEntry }) => isEntry).map(({ fileName }) => fileName);
  for (const file of files) {
    for (const next of parts.find(({ fileName }) => fileName === file)?.imports ?? []) {
      if (!files.includes(next)) files.push(next);
    }
  }
  const together = parts.filter(({ fileName }) => files.includes(fileName)).flatMap(({ moduleIds }) => moduleIds);
  const whole = await split(together);
  await bundle.close();
  const main = whole.find(({ moduleIds }) => moduleIds.some((id) => id.endsWith("create-client.ts")));
  if (main === undefined) throw new Error("No chunk makes clients.");
  return { main, later: whole.filter((part) => part !== main) };
}

describe("the main entry", () => {
  it("has at most 13 KB, minified and gzipped, with openapi-fetch inside", async () => {
    const { main, later } = await chunks();
    expect(main.moduleIds.some((id) => id.includes("openapi-fetch"))).toBe(true);
    expect(main.imports).toEqual([]);
    expect(gzipSync(main.code, { level: 9 }).byteLength).toBeLessThanOrEqual(limit);
    // A plain signed call loads none of them.
    expect(later.flatMap(({ moduleIds }) => moduleIds).some((id) => id.endsWith("src/proof/signature.ts"))).toBe(false);
  });
});
