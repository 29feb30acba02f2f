import type { Prove } from "../proof/proof.js";
import { networkFailure } from "../errors/network-failure.js";
import type { FailedCall } from "../errors/ovh-error.js";
import type { Platform } from "../platform.js";
import { explained, Problem } from "../problem.js";
import { signatureHeaders } from "../proof/signature-headers.js";

/** How one call is sent. */
export interface Sending {
  /** The call, for errors. */
  readonly call: FailedCall;
  /** What the request's URL begins with, and what stands in its place in the URL that is signed. */
  readonly base: string;
  readonly signedBase: string;
  /** Proves who calls; undefined for an unsigned call. */
  readonly prove: Prove | undefined;
  /** Headers that go with unsigned calls too. */
  readonly identity: Readonly<Record<string, string>>;
  /** Says when to stop. (A Request's own signal follows another one only weakly in undici.) */
  readonly signal: AbortSignal;
}

/**
 * Signs a finished request and sends it: exactly the URL and the body that were signed.
 *
 * A refusal that a better proof would mend (the clock, an expired token) leads to one resend, signed anew.
 *
 * @throws {OvhNetworkError} When no answer came.
 * @throws {OvhProtocolError} For a redirect, which is never followed.
 * @throws {TypeError} When a middleware moved the request to another origin or gave a body to a GET or DELETE.
 */
export async function signedFetch(
  request: Request,
  sending: Sending,
  platform: Pick<Platform, "fetch">,
): Promise<Response> {
  const { call, signal, base } = sending;
  const { method, url } = request;
  if (!url.startsWith(`${base}/`)) throw await explained(new Problem((is) => is.movedAway(call, base)));
  const body = method === "GET" ? "" : await request.text();
  if (method === "DELETE" && body !== "") throw await explained(new Problem((is) => is.strangeBody(call)));

  async function attempt(first: boolean): Promise<Response> {
    const proof = await sending.prove?.({ method, url: sending.signedBase + url.slice(base.length), body });
    const headers = new Headers(request.headers);
    for (const name of signatureHeaders) headers.delete(name);
    const own = { ...sending.identity, ...proof?.headers };
    for (const [name, value] of Object.entries(own)) headers.set(name, value);
    const init: RequestInit = { method, headers, redirect: "manual", signal, ...(body === "" ? {} : { body }) };
    // Nothing goes out after an abort, whatever was awaited in between.
    signal.throwIfAborted();
    const response = await platform.fetch(url, init).catch(async (failure: unknown) => {
      signal.throwIfAborted();
      throw await networkFailure(failure, call);
    });
    const { status, type } = response;
    const redirect = type === "opaqueredirect" || (status >= 300 && status < 400);
    const again = first && (await proof?.renew(response));
    if (redirect || again) response.body?.cancel().catch(() => undefined);
    if (redirect) throw (await import("../errors/answer-failure.js")).redirectFailure(status, call);
    return again ? attempt(false) : response;
  }

  return attempt(true);
}
