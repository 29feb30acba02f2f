import { OvhError, type FailedCall } from "./ovh-error.js";

/** What an answer of status 400 or above says. */
export interface ApiErrorFields extends FailedCall {
  readonly status: number;
  readonly errorCode?: string | undefined;
  readonly class?: string | undefined;
  readonly queryId?: string | undefined;
  readonly serverMessage?: string | undefined;
  readonly details?: Readonly<Record<string, unknown>> | undefined;
  readonly missingActions: readonly string[];
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * OVH answered with a status of 400 or above. It comes back as `error` in the result of a call; `unwrap` throws it.
 *
 * @example
 * const { data, error } = await ovh.GET("/me");
 * if (error?.status === 404) console.log(error.message, error.queryId);
 */
export class OvhApiError extends OvhError<ApiErrorFields> {
  static override readonly kinds: readonly string[] = [...super.kinds, "OvhApiError"];

  /** The HTTP status, 400 or above. */
  declare readonly status: number;
  /** The older form of OVH's errors: `NOT_GRANTED_CALL`, `INVALID_CREDENTIAL`, `QUERY_TIME_OUT`, … */
  declare readonly errorCode: string | undefined;
  /** The newer form of OVH's errors: `Client::Forbidden`, `Client::NotFound`, … */
  declare readonly class: string | undefined;
  /** The header `X-OVH-QUERYID`: what OVH's support asks for. */
  declare readonly queryId: string | undefined;
  /** OVH's own words, without what `message` adds; undefined when the body had none. */
  declare readonly serverMessage: string | undefined;
  /** The `details` of the body, as OVH sent them. */
  declare readonly details: Readonly<Record<string, unknown>> | undefined;
  /** The IAM actions that the policy of the account would have to allow: `["vps:apiovh:get"]`. */
  declare readonly missingActions: readonly string[];
  /** The answer's headers by their names in lower case, such as `retry-after`, but those that may be secret. */
  declare readonly headers: Readonly<Record<string, string>>;
}
