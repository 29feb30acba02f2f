// Bundles a region's package, in whose folder it runs: what it has generated goes inside, since each file that is loaded
// takes time (`pnpm bench:import`).
export default {
  input: { index: "src/index.ts", undici: "src/undici.ts" },
  platform: "neutral",
  // The last is loaded when it is first needed, by others too.
  external: [/^@ovh-typed\//, /\/expanded\.js$/],
  output: { dir: "dist", cleanDir: true, entryFileNames: "[name].js", chunkFileNames: "[name].js" },
};
