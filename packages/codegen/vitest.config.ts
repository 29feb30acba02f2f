import { defineConfig } from "vitest/config";

// Some tests walk all eight pins: on a busy machine that takes its time.
export default defineConfig({ test: { include: ["test/**/*.test.ts"], testTimeout: 120_000 } });
