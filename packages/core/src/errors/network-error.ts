import { OvhError, type FailedCall, type Sent } from "./ovh-error.js";

/** No complete answer came back: a failed name lookup, a refused or broken connection, a TLS failure. */
export class OvhNetworkError extends OvhError<
  FailedCall & { readonly code?: string | undefined; readonly sent: Sent }
> {
  static override readonly kinds: readonly string[] = [...super.kinds, "OvhNetworkError"];

  /** The runtime's code, such as `ECONNREFUSED`; undefined where it gives none (browsers). */
  declare readonly code: string | undefined;
  declare readonly sent: Sent;
}
