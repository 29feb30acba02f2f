import { defineConfig } from "vitest/config";

// Compilers and language servers run as processes of their own, on machines that may be slow; one file at a time, so
// that they do not wait for each other.
export default defineConfig({
  test: { include: ["test/**/*.test.ts"], fileParallelism: false, testTimeout: 120_000, hookTimeout: 120_000 },
});
