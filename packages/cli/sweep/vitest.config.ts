import { defineConfig } from "vitest/config";

// Accounts, each word of the command, crowds of logins, and such as are killed: `pnpm sweep`.
export default defineConfig({ test: { include: ["sweep/**/*.test.ts"], testTimeout: 60_000, hookTimeout: 60_000 } });
