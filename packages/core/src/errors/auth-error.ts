import { OvhApiError } from "./api-error.js";

/** OVH refused the credentials, the signature or the right to make this call; the message says the likely causes. */
export class OvhAuthError extends OvhApiError {
  static override readonly kinds: readonly string[] = [...super.kinds, "OvhAuthError"];
}
