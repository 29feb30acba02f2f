import { defineConfig } from "vitest/config";

// The files share their modules: to load them anew for each would take as long as the tests.
export default defineConfig({
  test: { include: ["test/**/*.test.ts"], isolate: false, unstubGlobals: true, unstubEnvs: true, restoreMocks: true },
});
