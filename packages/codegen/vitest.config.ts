import { defineConfig } from "vitest/config";

// Some tests walk all eight pins: on a busy machine that takes its time. The files share their modules, a compiler among
// them.
export default defineConfig({ test: { include: ["test/**/*.test.ts"], isolate: false, testTimeout: 120_000 } });
