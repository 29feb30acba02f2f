import type { Clock, TimeBase } from "./clock.js";
import { readErrorBody } from "./errors/error-body.js";
import { networkFailure } from "./errors/network-failure.js";
import type { FailedCall } from "./errors/ovh-error.js";
import { OvhProtocolError } from "./errors/protocol-error.js";
import { signatureHeaders } from "./headers.js";
import type { Platform } from "./platform.js";
import { sign } from "./sign.js";
import type { SigningKeys } from "./signing-keys.js";

/** How one call is sent. */
export interface Sending {
  /** The call, for errors. */
  readonly call: FailedCall;
  /** What the request's URL begins with, and what stands in its place in the URL that is signed. */
  readonly base: string;
  readonly signedBase: string;
  /** The keys to sign with; undefined for an unsigned call. */
  readonly keys: SigningKeys | undefined;
  /** Sent with unsigned calls too. */
  readonly applicationKey: string | undefined;
  /** Says when to stop. (A Request's own signal follows another one only weakly in undici.) */
  readonly signal: AbortSignal;
}

/**
 * Signs a finished request and sends it: exactly the URL and the body that were signed.
 *
 * An answer of QUERY_TIME_OUT leads to one new measurement of the clock and one resend, signed anew.
 *
 * @throws {OvhNetworkError} When no answer came.
 * @throws {OvhProtocolError} For a redirect, which is never followed.
 * @throws {TypeError} When a middleware moved the request to another origin or gave a body to a GET or DELETE.
 */
export async function signedFetch(
  request: Request,
  sending: Sending,
  clock: Clock,
  platform: Pick<Platform, "fetch">,
): Promise<Response> {
  const { call, signal } = sending;
  if (!request.url.startsWith(`${sending.base}/`)) {
    throw new TypeError(`${call.method} ${call.path} was moved away from ${sending.base}, where nothing is sent.`);
  }
  const body = request.method === "GET" ? "" : await request.text();
  if (request.method === "DELETE" && body !== "") throw new TypeError("OVH accepts no body on DELETE.");

  async function attempt(time: TimeBase | undefined): Promise<Response> {
    const headers = await headersFor(request, body, sending, time);
    const { url, method } = request;
    const init: RequestInit = { method, headers, redirect: "manual", signal, ...(body === "" ? {} : { body }) };
    // Nothing goes out after an abort, whatever was awaited in between.
    signal.throwIfAborted();
    try {
      return refuseRedirect(await platform.fetch(url, init), call);
    } catch (failure) {
      signal.throwIfAborted();
      throw networkFailure(failure, call);
    }
  }

  if (sending.keys === undefined) return attempt(undefined);
  const time = await clock.current();
  const response = await attempt(time);
  if (!(await isQueryTimeOut(response))) return response;
  response.body?.cancel().catch(() => undefined);
  return attempt(await clock.after(time));
}

async function headersFor(
  request: Request,
  body: string,
  sending: Sending,
  time: TimeBase | undefined,
): Promise<Headers> {
  const headers = new Headers(request.headers);
  for (const name of signatureHeaders) headers.delete(name);
  if (sending.applicationKey !== undefined) headers.set("X-Ovh-Application", sending.applicationKey);
  if (sending.keys === undefined || time === undefined) return headers;
  const { applicationSecret, consumerKey } = sending.keys;
  const timestamp = time.timestamp();
  const url = sending.signedBase + request.url.slice(sending.base.length);
  headers.set("X-Ovh-Consumer", consumerKey);
  headers.set("X-Ovh-Timestamp", String(timestamp));
  headers.set(
    "X-Ovh-Signature",
    await sign({ applicationSecret, consumerKey, method: request.method, url, body, timestamp }),
  );
  return headers;
}

function refuseRedirect(response: Response, call: FailedCall): Response {
  const { status, type } = response;
  if (type !== "opaqueredirect" && (status < 300 || status > 399)) return response;
  response.body?.cancel().catch(() => undefined);
  throw new OvhProtocolError(
    `${call.method} ${call.path} was answered by a redirect${status === 0 ? "" : ` (${status})`}, which OVH's API never ` +
      "gives and which is not followed: check baseUrl, and what stands between here and OVH.",
    { ...call, status },
  );
}

async function isQueryTimeOut(response: Response): Promise<boolean> {
  if (response.status !== 400) return false;
  const text = await response
    .clone()
    .text()
    .catch(() => "");
  return readErrorBody(text).errorCode === "QUERY_TIME_OUT";
}
