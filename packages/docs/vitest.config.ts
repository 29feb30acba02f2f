import { defineConfig } from "vitest/config";

// Packages are packed and installed as users install them, and programs are run, on machines that may be slow.
export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: "test/support/project.ts",
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 300_000,
  },
});
