import { OvhApiError } from "./api-error.js";
import { brand, isErrorKind, type ErrorKind } from "./brand.js";

/** OVH refused the credentials, the signature or the right to make this call; the message says the likely causes. */
export class OvhAuthError extends OvhApiError {
  override get [brand](): readonly ErrorKind[] {
    return ["OvhError", "OvhApiError", "OvhAuthError"];
  }

  static override is(value: unknown): value is OvhAuthError {
    return isErrorKind(value, "OvhAuthError");
  }
}
