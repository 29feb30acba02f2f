import { brand, isErrorKind, type ErrorKind } from "./brand.js";

/** What an error knows about the call that failed: nothing in it is secret. */
export interface FailedCall {
  /** `GET`, `POST`, `PUT` or `DELETE`; undefined where no call was being made. */
  readonly method?: string | undefined;
  /** The path as the program wrote it, parameters not filled in: `/domain/zone/{zoneName}`. */
  readonly path?: string | undefined;
}

/**
 * The base of every error this package makes.
 *
 * It holds neither the request nor its headers, and no credential or signature, so it can be logged as it is.
 */
export class OvhError extends Error {
  /** The HTTP method of the call that failed. */
  declare readonly method: string | undefined;
  /** The path template of the call that failed: `/domain/zone/{zoneName}`. */
  declare readonly path: string | undefined;

  /** @param call What becomes the fields of the error: nothing in it may be secret. */
  constructor(message: string, call: FailedCall = {}) {
    super(message);
    // From the brand, so that a minifier that renames classes changes no name.
    Object.defineProperty(this, "name", { value: this[brand].at(-1), configurable: true, writable: true });
    Object.assign(this, call);
  }

  /** @internal */
  get [brand](): readonly ErrorKind[] {
    return ["OvhError"];
  }

  /** Whether `value` is an error of this package, also one made by another installed copy of it. */
  static is(value: unknown): value is OvhError {
    return isErrorKind(value, "OvhError");
  }
}
