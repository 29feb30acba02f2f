import type { Result } from "./result.js";

/**
 * Turns a result into its data, or throws its error.
 *
 * @param result What a call returned, awaited or not.
 * @returns The data of the answer.
 * @throws {OvhApiError} The `error` of the result; and whatever the call itself rejects with.
 *
 * @example
 * const me = await unwrap(ovh.GET("/me"));
 */
export async function unwrap<D>(result: Result<D> | PromiseLike<Result<D>>): Promise<D> {
  const settled = await result;
  if (settled.error !== undefined) throw settled.error;
  return settled.data as D;
}
