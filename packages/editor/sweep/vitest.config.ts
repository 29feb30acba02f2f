import { defineConfig } from "vitest/config";

// The compilers that the tests leave out; `pnpm sweep`.
export default defineConfig({ test: { include: ["sweep/**/*.test.ts"], testTimeout: 120_000, hookTimeout: 120_000 } });
