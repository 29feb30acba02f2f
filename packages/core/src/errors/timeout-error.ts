import { OvhError, type FailedCall } from "./ovh-error.js";

/** The call took longer than its `timeout`, or its answer stopped for longer than its `idleTimeout`. */
export class OvhTimeoutError extends OvhError<FailedCall & { readonly timeout: number }> {
  static override readonly kinds: readonly string[] = [...super.kinds, "OvhTimeoutError"];

  /** The time that was allowed, in milliseconds. */
  declare readonly timeout: number;
}
