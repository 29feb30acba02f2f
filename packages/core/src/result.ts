import type { OvhApiError } from "./errors/api-error.js";
import type { BatchResult } from "./lists/lists.js";

/**
 * What a call resolves to: `data`, or an `error` when OVH answered with a status of 400 or above.
 *
 * Everything else that can fail (configuration, network, timeout, an answer that cannot be read) rejects.
 */
export type Result<D> =
  | { data: D; error?: never; response: Response }
  | { data?: never; error: OvhApiError; response: Response };

/**
 * Turns a result into its data, or throws its error.
 *
 * @param result What a call returned, awaited or not, or one of the results of `batch`.
 * @returns The data of the answer.
 * @throws {OvhApiError} The `error` of the result; and whatever the call itself rejects with.
 *
 * @example
 * const me = await unwrap(ovh.GET("/me"));
 */
export function unwrap<D>(result: Result<D> | PromiseLike<Result<D>>): Promise<D>;
export function unwrap<R extends BatchResult<unknown, unknown>>(
  result: R,
): Promise<Exclude<R, { readonly error: OvhApiError }>["data"]>;
export async function unwrap(result: Settled | PromiseLike<Settled>): Promise<unknown> {
  const { data, error } = await result;
  if (error !== undefined) throw error;
  return data;
}

type Settled = Pick<Result<unknown>, "data" | "error">;

/** The data of a call to come. */
export interface DataPromise<D> extends Promise<D> {
  /** The data together with the response, for its headers; rejects as the promise itself does. */
  withResponse(): Promise<{ data: D; response: Response }>;
}

/** Turns a result to come into its data, with the response for those who ask. */
export function toData<D>(result: Promise<Result<D>>): DataPromise<D> {
  const data = unwrap(result);
  return Object.assign(data, {
    withResponse: async () => ({ data: await data, response: (await result).response }),
  });
}
