import { brand, isErrorKind, type ErrorKind } from "./brand.js";
import { OvhError, type FailedCall } from "./ovh-error.js";

/** The call took longer than its `timeout`. A POST or PUT may have been carried out all the same. */
export class OvhTimeoutError extends OvhError {
  /** The time that was allowed, in milliseconds. */
  declare readonly timeout: number;

  // oxlint-disable-next-line eslint/no-useless-constructor -- says which fields there are; the base assigns them
  constructor(message: string, fields: FailedCall & { readonly timeout: number }) {
    super(message, fields);
  }

  override get [brand](): readonly ErrorKind[] {
    return ["OvhError", "OvhTimeoutError"];
  }

  static override is(value: unknown): value is OvhTimeoutError {
    return isErrorKind(value, "OvhTimeoutError");
  }
}
