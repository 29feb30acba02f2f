import { defineConfig } from "vitest/config";

// What tests look at with one compiler alone; `pnpm sweep`.
export default defineConfig({ test: { include: ["sweep/**/*.test.ts"] } });
