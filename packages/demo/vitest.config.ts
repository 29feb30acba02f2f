import { defineConfig } from "vitest/config";

// The tests run the demo as a process, and install packages as a user would.
export default defineConfig({ test: { include: ["test/**/*.test.ts"], testTimeout: 300_000, hookTimeout: 300_000 } });
