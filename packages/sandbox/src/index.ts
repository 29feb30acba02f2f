export { createSandbox } from "./create-sandbox.js";
export type { Sandbox, SandboxCredentials, SandboxOptions } from "./options.js";
