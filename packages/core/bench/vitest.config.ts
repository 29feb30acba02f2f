import { defineConfig } from "vitest/config";

// Benches that print a table; `pnpm bench:faults`.
export default defineConfig({ test: { include: ["bench/faults.ts"], disableConsoleIntercept: true } });
