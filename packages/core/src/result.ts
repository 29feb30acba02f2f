import type { OvhApiError } from "./errors/api-error.js";

/**
 * What a call resolves to: `data`, or an `error` when OVH answered with a status of 400 or above.
 *
 * Everything else that can fail (configuration, network, timeout, an answer that cannot be read) rejects.
 */
export type Result<D> =
  | { data: D; error?: never; response: Response }
  | { data?: never; error: OvhApiError; response: Response };
