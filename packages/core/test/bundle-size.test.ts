import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { rolldown, type OutputChunk } from "rolldown";
import { describe, expect, it, onTestFinished } from "vitest";
import type * as Core from "../src/index.js";

const source = resolve(dirname(fileURLToPath(import.meta.url)), "../src");

// What other clients have, measured alike, is in packages/size.
const limit = 14 * 1024;

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

/** The main chunk as a module, in a folder where whatever it would load later fails to load. */
async function alone({ main, later }: Awaited<ReturnType<typeof chunks>>): Promise<typeof Core> {
  const folder = await mkdtemp(join(tmpdir(), "ovh-typed-bundle-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, "package.json"), '{"type":"module"}');
  for (const { fileName } of later)
    await writeFile(join(folder, fileName), "throw new Error('This was to come later.');");
  await writeFile(join(folder, main.fileName), main.code);
  return (await import(pathToFileURL(join(folder, main.fileName)).href)) as typeof Core;
}

/** Tells the time, grants a token and answers all else with a name, if it is signed or has a token. */
const answer: Core.Fetch = async (url, { headers }) => {
  if (url.endsWith("/auth/time")) return Response.json(Math.floor(Date.now() / 1000));
  if (url.endsWith("/token")) return Response.json({ access_token: "token", token_type: "Bearer", expires_in: 3599 });
  const proof = new Headers(headers);
  if (!proof.has("x-ovh-signature") && !proof.has("authorization")) throw new Error("There is no proof.");
  return Response.json({ firstname: "Ada" });
};

describe("the main entry", () => {
  it("has at most 14 KB, minified and gzipped, in one file with openapi-fetch inside", async () => {
    const { main } = await chunks();
    expect(main.moduleIds.some((id) => id.includes("openapi-fetch"))).toBe(true);
    expect(main.imports).toEqual([]);
    expect(gzipSync(main.code, { level: 9 }).byteLength).toBeLessThanOrEqual(limit);
  });

  it("is all that a signed call needs; OAuth2 is loaded when it is used", async () => {
    const { createClient } = await alone(await chunks());
    const signed = { applicationKey: "key", applicationSecret: "secret", consumerKey: "consumer" };
    const options = { endpoint: "ovh-eu", fetch: answer } as const;
    expect((await createClient({ ...options, ...signed }).GET("/me")).data).toEqual({ firstname: "Ada" });
    const oauth2 = createClient({ ...options, clientId: "id", clientSecret: "secret" });
    await expect(oauth2.GET("/me")).rejects.toThrow("The part of @ovh-typed/core for OAuth2");
  });
});
