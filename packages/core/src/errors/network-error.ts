import { brand, isErrorKind, type ErrorKind } from "./brand.js";
import { OvhError, type FailedCall } from "./ovh-error.js";

/** Whether the request reached the network: `"unknown"` has to be treated as `true`. */
export type Sent = boolean | "unknown";

/** No complete answer came back: a failed name lookup, a refused or broken connection, a TLS failure. */
export class OvhNetworkError extends OvhError {
  /** The runtime's code, such as `ECONNREFUSED`; undefined where it gives none (browsers). */
  declare readonly code: string | undefined;
  /** Whether the request was sent; `"unknown"` counts as sent. */
  declare readonly sent: Sent;

  // oxlint-disable-next-line eslint/no-useless-constructor -- says which fields there are; the base assigns them
  constructor(message: string, fields: FailedCall & { readonly code?: string | undefined; readonly sent: Sent }) {
    super(message, fields);
  }

  override get [brand](): readonly ErrorKind[] {
    return ["OvhError", "OvhNetworkError"];
  }

  static override is(value: unknown): value is OvhNetworkError {
    return isErrorKind(value, "OvhNetworkError");
  }
}
