import { STATUS_CODES } from "node:http";

/** A request that is answered with an error, in one of OVH's two shapes. */
export class Refusal extends Error {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;

  /** Sent beside the usual ones. */
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    body: Readonly<Record<string, unknown>> & { readonly message: string },
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(body.message);
    this.name = "Refusal";
    this.status = status;
    this.body = body;
    this.headers = headers;
  }
}

/** The refusals of OVH's authentication; the messages are those that users of its SDKs report. */
export const authRefusals = {
  INVALID_KEY: { status: 403, message: "This application key is invalid" },
  NOT_CREDENTIAL: { status: 403, message: "This credential does not exist" },
  INVALID_CREDENTIAL: { status: 403, message: "This credential is not valid" },
  NOT_GRANTED_CALL: { status: 403, message: "This call has not been granted" },
  FORBIDDEN: { status: 403, message: "This credential may not be used from this address" },
  INVALID_SIGNATURE: { status: 400, message: "Invalid signature" },
  QUERY_TIME_OUT: { status: 400, message: "Query out of time" },
} as const;

export type AuthErrorCode = keyof typeof authRefusals;

/** A refusal with an `errorCode`, as authentication gives it. */
export function authRefusal(errorCode: AuthErrorCode): Refusal {
  const { status, message } = authRefusals[errorCode];
  return new Refusal(status, { errorCode, httpCode: `${status} ${STATUS_CODES[status]}`, message });
}

/** The classes that are not called after the reason of their status. */
const classes: Readonly<Record<number, string>> = {
  413: "Client::RequestEntityTooLarge",
};

const classOf = (status: number): string =>
  classes[status] ??
  `${status < 500 ? "Client" : "Server"}::${(STATUS_CODES[status] ?? "Error").replaceAll(/[^A-Za-z]/g, "")}`;

/** A refusal with a `class`, as everything behind authentication gives it. */
export function classRefusal(status: number, message: string): Refusal {
  return new Refusal(status, { class: classOf(status), message });
}

/** A refusal of IAM, which names the actions that are not allowed. */
export function iamRefusal(actions: readonly string[]): Refusal {
  const details = { unauthorizedActionsByIAM: actions.join(",") };
  return new Refusal(403, { class: classOf(403), message: "User not granted for this request", details });
}

/** What an error is answered with: itself, where it is a refusal, else a failure of the sandbox's. */
export function asRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  return classRefusal(500, `The sandbox could not answer: ${error instanceof Error ? error.message : String(error)}`);
}

export function unknownUrl(): Refusal {
  return classRefusal(404, "Got an invalid (or empty) URL");
}

export function unexpectedBody(): Refusal {
  return classRefusal(400, "You provided an input body while none was expected");
}

export function notDescribed(names: readonly string[]): Refusal {
  return classRefusal(400, `Received not described parameters: (${names.join(", ")})`);
}
