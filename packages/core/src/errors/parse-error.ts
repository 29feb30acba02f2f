import { OvhError, type FailedCall } from "./ovh-error.js";

/** A successful answer whose body is not JSON: a proxy's or a maintenance page, a truncated body. */
export class OvhParseError extends OvhError<
  FailedCall & { readonly status: number; readonly contentType?: string | undefined; readonly body: string }
> {
  static override readonly kinds: readonly string[] = [...super.kinds, "OvhParseError"];

  /** The HTTP status of the answer. */
  declare readonly status: number;
  /** The `Content-Type` of the answer; undefined when it had none. */
  declare readonly contentType: string | undefined;
  /** The first 1,024 characters of the body. */
  declare readonly body: string;
}
