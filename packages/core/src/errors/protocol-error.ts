import { brand, isErrorKind, type ErrorKind } from "./brand.js";
import { OvhError, type FailedCall } from "./ovh-error.js";

/** An answer that OVH's API never gives: a redirect (never followed, it would carry the signature elsewhere). */
export class OvhProtocolError extends OvhError {
  /** The HTTP status of the answer; 0 where the runtime hides a redirect's. */
  declare readonly status: number;

  // oxlint-disable-next-line eslint/no-useless-constructor -- says which fields there are; the base assigns them
  constructor(message: string, fields: FailedCall & { readonly status: number }) {
    super(message, fields);
  }

  override get [brand](): readonly ErrorKind[] {
    return ["OvhError", "OvhProtocolError"];
  }

  static override is(value: unknown): value is OvhProtocolError {
    return isErrorKind(value, "OvhProtocolError");
  }
}
