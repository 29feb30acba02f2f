import type { FetchInit } from "../client-options.js";
import { pause } from "../deadline.js";
import { OvhNetworkError } from "../errors/network-error.js";
import { networkFailure } from "../errors/network-failure.js";
import type { Sent } from "../errors/ovh-error.js";
import type { HttpMethod } from "../http-method.js";
import { load, loadIfPossible } from "../load.js";
import { ownProperties } from "../own-properties.js";
import { discard, isStrange, type Platform } from "../platform.js";
import { type Proof, type Prove, signatureHeaders } from "../proof/proof.js";
import { type Answered, type Reading, receive } from "./answer.js";
import type { Outgoing } from "./engine.js";
import { refuseBody } from "./prepare.js";
import type { Attempts, Outcome, Repeat } from "./repeat.js";
import type { RetryBudget } from "./retry.js";

/** How far a call has come; an error takes it over as it stands. */
export interface CallProgress {
  readonly method: HttpMethod;
  /** The path as the program wrote it. */
  readonly path: string;
  attempts: number;
  sent: Sent;
  maybeApplied: boolean;
}

/** How one call is sent. */
export interface Sending extends Omit<Reading, "network"> {
  readonly call: CallProgress;
  /** What the request's URL begins with, and what stands in its place in the URL that is signed. */
  readonly base: string;
  readonly signedBase: string;
  /** Proves who calls; undefined for an unsigned call. */
  readonly prove: Prove | undefined;
  /** Headers that go with unsigned calls too. */
  readonly identity: Readonly<Record<string, string>>;
  readonly budget: RetryBudget;
  /** When the call has to be over, by the monotonic clock. */
  readonly deadline: number;
  /** Says when to stop. (A Request's own signal follows another one only weakly in undici.) */
  readonly signal: AbortSignal;
  readonly network: Platform;
}

/**
 * Sends a finished request, and again as the table of `retry.ts` says: exactly the URL and the body that were signed,
 * signed anew for each attempt.
 *
 * A refusal that a better proof would mend (the clock, an expired token) leads to one more, which is no repeat.
 *
 * @throws {OvhNetworkError} When no answer came.
 * @throws {OvhProtocolError} For a redirect, which is never followed, and for what is no answer of OVH's.
 * @throws {TypeError} When a middleware moved the request to another origin or gave a body to a GET or DELETE.
 */
export async function send(request: Outgoing, sending: Sending): Promise<Answered> {
  const { call, signal, base, network, budget } = sending;
  if (!request.url.startsWith(`${base}/`)) {
    throw new TypeError(`${call.method} ${call.path} was moved away from ${base}, where nothing is sent.`);
  }
  const body = request.method === "GET" ? "" : await request.text();
  if (body !== "") refuseBody(request.method, call.path);
  const attempts: Attempts = {
    call,
    method: request.method,
    path: request.url.slice(base.length),
    table: sending.limits.retry,
    repeatedFor: [],
    deadline: sending.deadline,
  };
  budget.tenths = Math.min(100, budget.tenths + 1);
  let isRenewed = false;
  for (;;) {
    const { failure, answered, proof } = await attempt(request, body, sending).catch((failure: unknown): Attempt => ({
      failure,
    }));
    signal.throwIfAborted();
    if (answered !== undefined && !isRenewed && (await proof?.renew(answered)) === true) {
      isRenewed = true;
      continue;
    }
    const isGood = answered?.response.ok === true;
    const repeat = isGood ? undefined : await repeatOf({ failure, response: answered?.response }, attempts, sending);
    if (repeat !== undefined) await pause(repeat.delay, signal, network);
    else if (answered !== undefined) return answered;
    else throw failure;
  }
}

/** Whether there is another attempt; none where the part that knows cannot be loaded. */
async function repeatOf(outcome: Outcome, attempts: Attempts, sending: Sending): Promise<Repeat | undefined> {
  if (attempts.table.limit === 0) return undefined;
  const part = await loadIfPossible("repeats", () => import("./repeat.js"));
  return part instanceof Error ? undefined : part.nextRepeat(outcome, attempts, sending.budget, sending.network);
}

/** What came of an attempt. */
interface Attempt {
  readonly failure?: unknown;
  readonly answered?: Answered;
  readonly proof?: Proof | undefined;
}

async function attempt({ method, url, headers: given }: Outgoing, body: string, sending: Sending): Promise<Attempt> {
  const { call, signal, base, network } = sending;
  call.attempts++;
  call.sent = false;
  const proof = await sending
    .prove?.({ method, url: sending.signedBase + url.slice(base.length), body }, signal)
    .catch((failure: unknown) => {
      // The time or a token was asked for in vain, by whoever shares it; of this call nothing was sent.
      if (!OvhNetworkError.is(failure)) throw failure;
      throw new OvhNetworkError(failure.message, { ...call, code: failure.code });
    });
  const headers = new Headers(given);
  for (const name of signatureHeaders) headers.delete(name);
  for (const [name, value] of Object.entries({ ...sending.identity, ...proof?.headers })) headers.set(name, value);
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
  const unsent = { ...call };
  call.sent = "unknown";
  if (method !== "GET") call.maybeApplied = true;
  const response = await network.fetch(url, init).catch(async (failure: unknown) => {
    signal.throwIfAborted();
    const error = await networkFailure(failure, call, unsent);
    if (error.sent === false) Object.assign(call, unsent);
    throw error;
  });
  call.sent = true;
  // A redirect and a refusal say that nothing was done.
  const { status } = Object(response) as Partial<Response>;
  if (status !== undefined && status >= 300 && status < 500) call.maybeApplied = unsent.maybeApplied;
  if (isStrange(response)) await refuse(response, call);
  return { answered: await receive(response, sending), proof };
}

async function refuse(response: Response, call: CallProgress): Promise<never> {
  discard(response);
  const { strangeFailure } = await load("failed answers", () => import("./failed-answer.js"), true);
  throw strangeFailure(response, call);
}
