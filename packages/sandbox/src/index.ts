export { createSandbox } from "./create-sandbox.js";
export type { Sandbox, SandboxCredentials, SandboxOptions } from "./options.js";
export { installedRegion, type InstalledRegion } from "./schema/installed-region.js";
export type { ApiName, SchemaSource } from "./schema/source.js";
