import { defineConfig } from "vitest/config";

// Every test runs the command as a process of its own, some of them several times.
export default defineConfig({ test: { include: ["test/**/*.test.ts"], testTimeout: 60_000, hookTimeout: 60_000 } });
