import { pause } from "../deadline.js";
import { loadIfPossible } from "../load.js";
import type { Proof } from "../proof/proof.js";
import type { Answered } from "./answer.js";
import { attempt, type Attempting, type Outcome } from "./attempt.js";
import type { Outgoing } from "./engine.js";
import type { LimitedRequest } from "./limiter.js";
import { refuseBody } from "./prepare.js";
import type * as repeat from "./repeat.js";
import { earn, type RetryBudget } from "./retry.js";

/** How one call is sent. */
export interface Sending extends Attempting {
  /** What the request's URL begins with. */
  readonly base: string;
  readonly budget: RetryBudget;
  /** When the call has to be over, by the monotonic clock. */
  readonly deadline: number;
  /** Waits until a request may go, and is called back when it is over; undefined for no limit. */
  readonly acquire: Acquire | undefined;
}

/** What a call waits for before each attempt. */
export type Acquire = (request: Omit<LimitedRequest, "account">) => Promise<(response: Response | undefined) => void>;

/**
 * Sends a finished request, and again as the table of `retry.ts` says, signed anew for each attempt.
 *
 * Three things lead to one more, which is no repeat: a refusal that a better proof mends (the clock, an expired token), and
 * OVH's redirect to the endpoint's other host.
 *
 * @throws {OvhNetworkError} When no answer came.
 * @throws {OvhProtocolError} For any other redirect, and for what is no answer of OVH's.
 * @throws {TypeError} When a middleware moved the request to another origin or gave a body to a GET or DELETE.
 */
export async function send(request: Outgoing, sending: Sending): Promise<Answered> {
  const { call, signal, base, network, budget, tell, acquire } = sending;
  const { method, url, headers } = request;
  if (!url.startsWith(`${base}/`)) {
    throw new TypeError(`${call.method} ${call.path} was moved away from ${base}, where nothing is sent.`);
  }
  const body = method === "GET" ? "" : await request.text();
  if (body !== "") refuseBody(method, call.path);
  const path = url.slice(base.length);
  const { deadline, limits } = sending;
  const repeats: repeat.Repeats = { call, method, path, table: limits.retry, repeatedFor: [], deadline, budget };
  earn(budget);
  let isRenewed = false;
  let isMoved = false;
  let newConnection = false;
  for (;;) {
    const release =
      acquire && (await acquire({ method: call.method, path: call.path, signal: signal.toAbortSignal() }));
    let outcome: Outcome;
    try {
      outcome = await attempt({ method, path, headers, body, newConnection }, sending, !isMoved);
    } catch (failure) {
      outcome = { failure };
    }
    release?.(outcome.answered?.response);
    signal.throwIfAborted();
    const { failure, answered, proof, moved } = outcome;
    if (answered?.response.ok === true) return answered;
    const renewal: Proof["renewal"] | undefined =
      !isRenewed && answered !== undefined && (await proof?.renew(answered)) ? proof?.renewal : undefined;
    const mended = moved ?? renewal;
    if (mended !== undefined) {
      isMoved ||= moved !== undefined;
      isRenewed ||= renewal !== undefined;
      tell("onRetry", () => ({ reason: mended, delay: 0, error: undefined }));
      continue;
    }
    const next = await nextRepeat(outcome, repeats, network);
    if (next !== undefined) {
      tell("onRetry", () => ({ ...next, error: failure }));
      await pause(next.delay, signal, network);
      // A server that waited in vain for a request closes the connection (https://www.rfc-editor.org/rfc/rfc9110#section-15.5.9).
      newConnection = next.reason === 408;
    } else if (answered !== undefined) return answered;
    else throw failure;
  }
}

/** Whether there is another attempt; none where the part that knows cannot be loaded. */
async function nextRepeat(...given: Parameters<typeof repeat.nextRepeat>): Promise<repeat.Repeat | undefined> {
  const [, { table }] = given;
  if (table.limit === 0) return undefined;
  const part = await loadIfPossible("repeats", () => import("./repeat.js"));
  return part instanceof Error ? undefined : part.nextRepeat(...given);
}
