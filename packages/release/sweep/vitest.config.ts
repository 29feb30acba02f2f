import { defineConfig } from "vitest/config";

// All cases of what the tests look at a few of; `pnpm sweep`.
export default defineConfig({ test: { include: ["sweep/**/*.test.ts"], testTimeout: 600_000, hookTimeout: 600_000 } });
