import type { FetchInit } from "../client-options.js";
import { networkFailure } from "../errors/network-failure.js";
import type { FailedCall } from "../errors/ovh-error.js";
import { load } from "../load.js";
import { ownProperties } from "../own-properties.js";
import { discard, isStrange, type Platform } from "../platform.js";
import { type Prove, signatureHeaders } from "../proof/proof.js";
import type { Outgoing } from "./engine.js";
import { refuseBody } from "./prepare.js";

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
 * @throws {OvhProtocolError} For a redirect, which is never followed, and for what is no answer of OVH's.
 * @throws {TypeError} When a middleware moved the request to another origin or gave a body to a GET or DELETE.
 */
export async function send(request: Outgoing, sending: Sending, network: Pick<Platform, "fetch">): Promise<Response> {
  const { call, signal, base } = sending;
  const { method, url } = request;
  if (!url.startsWith(`${base}/`)) {
    throw new TypeError(`${call.method} ${call.path} was moved away from ${base}, where nothing is sent.`);
  }
  const body = method === "GET" ? "" : await request.text();
  if (body !== "") refuseBody(method, `${call.path}`);

  async function attempt(first: boolean): Promise<Response> {
    const proof = await sending.prove?.({ method, url: sending.signedBase + url.slice(base.length), body }, signal);
    const headers = new Headers(request.headers);
    for (const name of signatureHeaders) headers.delete(name);
    const own = { ...sending.identity, ...proof?.headers };
    for (const [name, value] of Object.entries(own)) headers.set(name, value);
    const init = ownProperties<FetchInit>({
      method,
      // A fetch of another make may know its own Headers alone.
      headers: Object.fromEntries(headers),
      redirect: "manual",
      signal,
      ...(body !== "" && { body }),
    });
    // Nothing goes out after an abort, whatever was awaited in between.
    signal.throwIfAborted();
    const response = await network.fetch(url, init).catch(async (failure: unknown) => {
      signal.throwIfAborted();
      throw await networkFailure(failure, call);
    });
    if (isStrange(response)) await refuse(response, call);
    if (!first || !(await proof?.renew(response))) return response;
    discard(response);
    return attempt(false);
  }

  return attempt(true);
}

async function refuse(response: Response, call: FailedCall): Promise<never> {
  discard(response);
  const { strangeFailure } = await load("failed answers", () => import("./failed-answer.js"), true);
  throw strangeFailure(response, call);
}
