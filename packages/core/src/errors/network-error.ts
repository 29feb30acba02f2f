import { OvhError, type FailedCall } from "./ovh-error.js";

/** Whether the request reached the network: `"unknown"` has to be treated as `true`. */
export type Sent = boolean | "unknown";

/** No complete answer came back: a failed name lookup, a refused or broken connection, a TLS failure. */
export class OvhNetworkError extends OvhError<
  FailedCall & { readonly code?: string | undefined; readonly sent: Sent }
> {
  static override readonly kinds: readonly string[] = [...super.kinds, "OvhNetworkError"];

  /** The runtime's code, such as `ECONNREFUSED`; undefined where it gives none (browsers). */
  declare readonly code: string | undefined;
  /** Whether the request was sent; `"unknown"` counts as sent. */
  declare readonly sent: Sent;
}
