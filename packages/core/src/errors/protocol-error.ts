import { OvhError, type FailedCall } from "./ovh-error.js";

/** An answer that OVH's API never gives: a redirect elsewhere (not followed, it would take the signature along), a status unasked for. */
export class OvhProtocolError extends OvhError<FailedCall & { readonly status: number }> {
  static override readonly kinds: readonly string[] = [...super.kinds, "OvhProtocolError"];

  /** The HTTP status of the answer; 0 where the runtime hides a redirect's. */
  declare readonly status: number;
}
