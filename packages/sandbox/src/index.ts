export { createSandbox } from "./create-sandbox.js";
export type { Duration } from "./duration.js";
export type { ReceivedRequest } from "./http/request-log.js";
export { type HandledCall, type Handler, ovhError, type OvhErrorBody } from "./operations/handlers.js";
export type { Refusal } from "./refusal.js";
export type { Seed } from "./state/seed.js";
export type { State } from "./state/state.js";
export type { Mail } from "./state/store.js";
export type { Sandbox, SandboxCredentials, SandboxOptions } from "./options.js";
