// Bundles a region's package, in whose folder it runs: what it has generated goes inside, since each file that is loaded
// takes time (`pnpm bench:import`).
export default {
  input: { index: "src/index.ts", undici: "src/undici.ts" },
  platform: "neutral",
  external: /^@ovh-typed\//,
  output: { dir: "dist", cleanDir: true, entryFileNames: "[name].js", chunkFileNames: "[name].js" },
};
