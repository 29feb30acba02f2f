import { OvhError, type FailedCall } from "./ovh-error.js";

/** An answer that OVH's API never gives: a redirect (never followed, it would carry the signature elsewhere). */
export class OvhProtocolError extends OvhError<FailedCall & { readonly status: number }> {
  static override readonly kinds: readonly string[] = [...super.kinds, "OvhProtocolError"];

  /** The HTTP status of the answer; 0 where the runtime hides a redirect's. */
  declare readonly status: number;
}
