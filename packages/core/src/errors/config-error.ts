import { OvhError } from "./ovh-error.js";

/** The client was told something that cannot work: an unknown endpoint, half a pair of credentials, a bad base URL. */
export class OvhConfigError extends OvhError {
  static override readonly kinds: readonly string[] = [...super.kinds, "OvhConfigError"];
}
