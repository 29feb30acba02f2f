import { defineConfig } from "vitest/config";

// Compilers are programs of their own, on machines that may be slow.
export default defineConfig({ test: { include: ["test/**/*.test.ts"], testTimeout: 120_000, hookTimeout: 120_000 } });
