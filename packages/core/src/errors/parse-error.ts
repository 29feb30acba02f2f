import { brand, isErrorKind, type ErrorKind } from "./brand.js";
import { OvhError, type FailedCall } from "./ovh-error.js";

/** A successful answer whose body is not JSON: a proxy's or a maintenance page, a truncated body. */
export class OvhParseError extends OvhError {
  /** The HTTP status of the answer. */
  declare readonly status: number;
  /** The `Content-Type` of the answer; undefined when it had none. */
  declare readonly contentType: string | undefined;
  /** The first 1,024 characters of the body. */
  declare readonly body: string;

  // oxlint-disable-next-line eslint/no-useless-constructor -- says which fields there are; the base assigns them
  constructor(
    message: string,
    fields: FailedCall & { readonly status: number; readonly contentType?: string | undefined; readonly body: string },
  ) {
    super(message, fields);
  }

  override get [brand](): readonly ErrorKind[] {
    return ["OvhError", "OvhParseError"];
  }

  static override is(value: unknown): value is OvhParseError {
    return isErrorKind(value, "OvhParseError");
  }
}
