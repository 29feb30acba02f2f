import { brand, isErrorKind, type ErrorKind } from "./brand.js";
import { OvhError, type FailedCall } from "./ovh-error.js";

/** Whether the request reached the network: `"unknown"` has to be treated as `true`. */
export type Sent = boolean | "unknown";

/** No complete answer came back: a failed name lookup, a refused or broken connection, a TLS failure. */
export class OvhNetworkError extends OvhError {
  /** The runtime's code, such as `ECONNREFUSED`; undefined where it gives none (browsers). */
  readonly code: string | undefined;
  /** Whether the request was sent; `"unknown"` counts as sent. */
  readonly sent: Sent;

  constructor(message: string, fields: FailedCall & { readonly code?: string | undefined; readonly sent: Sent }) {
    super(message, fields);
    this.code = fields.code;
    this.sent = fields.sent;
  }

  override get [brand](): readonly ErrorKind[] {
    return ["OvhError", "OvhNetworkError"];
  }

  static override is(value: unknown): value is OvhNetworkError {
    return isErrorKind(value, "OvhNetworkError");
  }
}
