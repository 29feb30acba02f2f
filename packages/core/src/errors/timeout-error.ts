import { brand, isErrorKind, type ErrorKind } from "./brand.js";
import { OvhError, type FailedCall } from "./ovh-error.js";

/** The call took longer than its `timeout`. A POST or PUT may have been carried out all the same. */
export class OvhTimeoutError extends OvhError {
  /** The time that was allowed, in milliseconds. */
  readonly timeout: number;

  constructor(message: string, fields: FailedCall & { readonly timeout: number }) {
    super(message, fields);
    this.timeout = fields.timeout;
  }

  override get [brand](): readonly ErrorKind[] {
    return ["OvhError", "OvhTimeoutError"];
  }

  static override is(value: unknown): value is OvhTimeoutError {
    return isErrorKind(value, "OvhTimeoutError");
  }
}
