import { brand, isErrorKind, type ErrorKind } from "./brand.js";
import { OvhError, type FailedCall } from "./ovh-error.js";

/** What an answer of status 400 or above says. */
export interface ApiErrorFields extends FailedCall {
  readonly status: number;
  readonly errorCode: string | undefined;
  readonly class: string | undefined;
  readonly queryId: string | undefined;
  readonly serverMessage: string | undefined;
  readonly details: Readonly<Record<string, unknown>> | undefined;
  readonly missingActions: readonly string[];
}

/**
 * OVH answered with a status of 400 or above. It comes back as `error` in the result of a call; `unwrap` throws it.
 *
 * @example
 * const { data, error } = await ovh.GET("/me");
 * if (error?.status === 404) console.log(error.message, error.queryId);
 */
export class OvhApiError extends OvhError {
  /** The HTTP status, 400 or above. */
  readonly status: number;
  /** The older form of OVH's errors: `NOT_GRANTED_CALL`, `INVALID_CREDENTIAL`, `QUERY_TIME_OUT`, … */
  readonly errorCode: string | undefined;
  /** The newer form of OVH's errors: `Client::Forbidden`, `Client::NotFound`, … */
  readonly class: string | undefined;
  /** The header `X-OVH-QUERYID`: what OVH's support asks for. */
  readonly queryId: string | undefined;
  /** OVH's own words, without what `message` adds; undefined when the body had none. */
  readonly serverMessage: string | undefined;
  /** The `details` of the body, as OVH sent them. */
  readonly details: Readonly<Record<string, unknown>> | undefined;
  /** The IAM actions that the policy of the account would have to allow: `["vps:apiovh:get"]`. */
  readonly missingActions: readonly string[];

  constructor(message: string, fields: ApiErrorFields) {
    super(message, fields);
    this.status = fields.status;
    this.errorCode = fields.errorCode;
    this.class = fields.class;
    this.queryId = fields.queryId;
    this.serverMessage = fields.serverMessage;
    this.details = fields.details;
    this.missingActions = fields.missingActions;
  }

  override get [brand](): readonly ErrorKind[] {
    return ["OvhError", "OvhApiError"];
  }

  static override is(value: unknown): value is OvhApiError {
    return isErrorKind(value, "OvhApiError");
  }
}
