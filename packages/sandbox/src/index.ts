export { createSandbox } from "./create-sandbox.js";
export type { Seed } from "./state/seed.js";
export type { Sandbox, SandboxCredentials, SandboxOptions } from "./options.js";
