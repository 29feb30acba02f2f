import { defineConfig } from "vitest/config";

// Packages are packed and installed by programs of their own, on machines that may be slow.
export default defineConfig({
  test: { include: ["test/**/*.test.ts"], fileParallelism: false, testTimeout: 120_000, hookTimeout: 120_000 },
});
