import { OvhError, type FailedCall } from "./ovh-error.js";

/** What was waited for has failed. */
export class OvhTaskError extends OvhError<FailedCall & { readonly state: string; readonly task: unknown }> {
  static override readonly kinds: readonly string[] = [...super.kinds, "OvhTaskError"];

  /** Its state in OVH's words: `error`, `cancelled`, `ovhError`, … */
  declare readonly state: string;
  /** The task, or the resource of v2, as it was read last. */
  declare readonly task: unknown;
}
