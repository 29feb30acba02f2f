// Bundles `dist`: a few files are imported much faster than sixty (`pnpm bench:import`). What an entry needs at once is one
// file, less what another has; what is loaded when it is first used stays apart. (Declarations are tsc's, a file for each
// source.)
import { fileURLToPath } from "node:url";
import { defineConfig, rolldown } from "rolldown";

const entries = [
  "index",
  "node",
  "auth/index",
  "auth/node",
  "enums",
  "numbers",
  "region/index",
  "region/node",
  "undici/index",
];

const input = Object.fromEntries(
  entries.map((entry) => [entry, fileURLToPath(new URL(`src/${entry}.ts`, import.meta.url))]),
);
const options = {
  platform: "neutral",
  external: [/^node:/, "ini", "openapi-fetch", "undici"],
  resolve: { extensionAlias: { ".js": [".ts"] } },
};

/** The modules that importing an entry loads. */
async function loadedBy(entry) {
  const bundle = await rolldown({ ...options, input: input[entry] });
  const { output } = await bundle.generate();
  await bundle.close();
  const files = new Map(output.map((chunk) => [chunk.fileName, chunk]));
  const reached = new Set(output.filter(({ isEntry }) => isEntry).map(({ fileName }) => fileName));
  for (const file of reached) {
    for (const next of files.get(file)?.imports ?? []) {
      if (files.has(next)) reached.add(next);
    }
  }
  return new Set([...reached].flatMap((file) => files.get(file).moduleIds));
}

/** A file of what an entry loads, less the entries themselves and what groups of a higher priority have. */
async function group(name, entry, priority) {
  const modules = await loadedBy(entry);
  return { name, priority, test: (id) => modules.has(id) && !Object.values(input).includes(id) };
}

const groups = [await group("core", "region/index", 2), await group("core-node", "region/node", 1)];

export default defineConfig({
  ...options,
  input,
  output: {
    dir: "dist",
    cleanDir: true,
    entryFileNames: "[name].js",
    chunkFileNames: "chunks/[name].js",
    codeSplitting: { groups },
  },
});
