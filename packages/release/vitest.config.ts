import { defineConfig } from "vitest/config";

// Compilers are programs of their own, on machines that may be slow. The files share their modules, a compiler among them.
export default defineConfig({
  test: { include: ["test/**/*.test.ts"], isolate: false, testTimeout: 120_000, hookTimeout: 120_000 },
});
