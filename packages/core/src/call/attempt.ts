import type { LightSignal, Signal } from "../deadline.js";
import type { Route } from "../endpoints/route.js";
import { networkFailure } from "../errors/network-failure.js";
import { type FailedCall, OvhError, type Sent } from "../errors/ovh-error.js";
import type { FetchInit } from "../fetch.js";
import type { HttpMethod } from "../http-method.js";
import { load } from "../load.js";
import { ownProperties } from "../own-properties.js";
import { discard, isStrange, type Platform } from "../platform.js";
import { type Proof, type Prove, signatureHeaders } from "../proof/proof.js";
import { type Answered, type Reading, receive } from "./answer.js";
import type { Tell } from "./hooks.js";

/** How far a call has come; an error takes it over as it stands. */
export interface CallProgress {
  readonly method: HttpMethod;
  /** The path as the program wrote it. */
  readonly path: string;
  attempts: number;
  sent: Sent;
  maybeApplied: boolean;
}

/** A request, without where it goes and who sends it. */
export interface Unsigned {
  readonly method: string;
  /** What comes after the base: path and query. */
  readonly path: string;
  readonly headers: Headers;
  /** `""` for none. */
  readonly body: string;
  /** Whether it has to go over a connection of its own, where that can be had. */
  readonly newConnection: boolean;
}

/** How an attempt is made. */
export interface Attempting extends Reading {
  readonly call: CallProgress;
  readonly route: Route;
  /** Proves who calls; undefined for an unsigned call. */
  readonly prove: Prove | undefined;
  /** Headers that go with unsigned calls too. */
  readonly identity: Readonly<Record<string, string>>;
  /** Says when to stop. (A Request's own signal follows another one only weakly in undici.) */
  readonly signal: LightSignal;
  readonly network: Platform;
  readonly tell: Tell;
}

/** What came of an attempt. */
export interface Outcome {
  readonly failure?: unknown;
  /** Why there was no proof, where that is what failed. */
  readonly unproved?: unknown;
  readonly answered?: Answered;
  readonly proof?: Proof | undefined;
  /** OVH has moved to the endpoint's other host, where the next attempt will go. */
  readonly moved?: "moved";
}

/**
 * Signs a request, sends it and reads its answer; what an error has to say of the call is noted on the way.
 *
 * @param mayMove Whether a redirect to the endpoint's other host counts.
 */
export async function attempt(request: Unsigned, attempting: Attempting, mayMove: boolean): Promise<Outcome> {
  const { call, signal, network, tell, prove } = attempting;
  const { method, path, body } = request;
  call.attempts++;
  call.sent = false;
  const { base, signedBase } = attempting.route.to(call.path);
  let proof: Proof | undefined;
  try {
    proof = prove && (await prove({ method, url: signedBase + path, body }, signal));
  } catch (unproved) {
    if (!OvhError.is(unproved)) throw unproved;
    // The time or a token was asked for in vain, by all who share it: each call has an error of its own.
    const Kind = unproved.constructor as typeof OvhError<FailedCall>;
    return { failure: new Kind(unproved.message, { ...unproved, ...call }), unproved };
  }
  // No Headers: a fetch of another make may know its own alone.
  const headers: Record<string, string> = {};
  for (const [name, value] of request.headers) {
    if (!signatureHeaders.includes(name)) headers[name] = value;
  }
  const init = ownProperties<FetchInit>({
    method,
    headers: Object.assign(headers, attempting.identity, proof?.headers),
    redirect: "manual",
    signal: network.takesLightSignal === true ? (signal as Signal as AbortSignal) : signal.toAbortSignal(),
    ...(body !== "" && { body }),
    ...(request.newConnection && { newConnection: true }),
  });
  // Nothing goes out after an abort, whatever was awaited in between.
  signal.throwIfAborted();
  const unsent = { ...call };
  call.sent = "unknown";
  if (method !== "GET") call.maybeApplied = true;
  const start = network.monotonic();
  tell("onRequest", () => ({}));
  let response: Response;
  try {
    response = await network.fetch(base + path, init);
  } catch (failure) {
    signal.throwIfAborted();
    const error = await networkFailure(failure, call, unsent);
    if (error.sent === false) Object.assign(call, unsent);
    throw error;
  }
  call.sent = true;
  const { status = 0 } = Object(response) as Partial<Response>;
  // A redirect and a refusal say that nothing was done.
  if (status >= 300 && status < 500) call.maybeApplied = unsent.maybeApplied;
  if (isStrange(response)) {
    discard(response);
    if (mayMove && (await attempting.route.follow(response, base + path))) return { moved: "moved" };
    const { strangeFailure } = await load("failed answers", () => import("./failed-answer.js"), true);
    throw strangeFailure(response, call);
  }
  const answered = await receive(response, attempting);
  tell("onResponse", () => ({
    status,
    queryId: /^[\w.:-]{1,100}$/.exec(response.headers.get("x-ovh-queryid") ?? "")?.[0],
    duration: network.monotonic() - start,
    unsafeIntegers: answered.numbers?.holdsUnsafeInteger(answered.text) ?? false,
  }));
  return { answered, proof };
}
