import { brand, isErrorKind, type ErrorKind } from "./brand.js";
import { OvhError } from "./ovh-error.js";

/** The client was told something that cannot work: an unknown endpoint, half a pair of credentials, a bad base URL. */
export class OvhConfigError extends OvhError {
  override get [brand](): readonly ErrorKind[] {
    return ["OvhError", "OvhConfigError"];
  }

  static override is(value: unknown): value is OvhConfigError {
    return isErrorKind(value, "OvhConfigError");
  }
}
