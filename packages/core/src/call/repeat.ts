import { OvhApiError } from "../errors/api-error.js";
import { OvhNetworkError } from "../errors/network-error.js";
import type { FailedCall } from "../errors/ovh-error.js";
import { OvhTimeoutError } from "../errors/timeout-error.js";
import type { HttpMethod } from "../http-method.js";
import type { Platform } from "../platform.js";
import type { Outcome } from "./attempt.js";
import type { RetryBudget, RetryTable, Situation } from "./retry.js";

// In milliseconds: the longest wait, and what the first of a row is at most, after a 429 and after anything else.
const longestWait = 8000;
const firstWait = 200;
const firstWaitThrottled = 1000;

// The codes of what may be otherwise in a moment, of those that show that nothing was sent.
const passing = /^(?:EAI_AGAIN|ECONNREFUSED|ENETUNREACH|EHOSTUNREACH|UND_ERR_CONNECT_TIMEOUT)$/;

/** What one call may be repeated by. */
export interface Repeats {
  readonly call: FailedCall;
  /** What is sent, which a middleware may have made of the call: its method, and its path behind the base. */
  readonly method: string;
  readonly path: string;
  readonly table: RetryTable;
  /** What it was repeated for so far. */
  readonly repeatedFor: Situation[];
  /** When it has to be over, by the monotonic clock. */
  readonly deadline: number;
  readonly budget: RetryBudget;
}

/** Why, and after how many milliseconds, a call is tried again. */
export interface Repeat {
  readonly reason: Situation;
  readonly delay: number;
}

/** Says whether a call is tried again after what came of an attempt; undefined for no. */
export function nextRepeat(
  outcome: Outcome,
  { call, method, path, table, repeatedFor, deadline, budget }: Repeats,
  platform: Pick<Platform, "monotonic" | "random" | "wallClock">,
): Repeat | undefined {
  const reason = situationOf(outcome, call);
  const times = repeatedFor.length;
  if (reason === undefined || times >= table.limit || !table[reason].includes(method as HttpMethod)) return undefined;
  if (reason !== "unsent" && movesMoney(method, path)) return undefined;
  if (reason === 408 && method === "POST" && repeatedFor.includes(408)) return undefined;
  const asked = retryAfter(headersOf(outcome), platform.wallClock());
  const first = reason === 429 || asked !== undefined ? firstWaitThrottled : firstWait;
  // Full jitter, so that those who failed together do not come again together; never before the time that OVH asks for.
  const delay = (asked ?? 0) + platform.random() * Math.min(longestWait, first * 2 ** times);
  if (platform.monotonic() + delay >= deadline || budget.left < 100) return undefined;
  budget.left -= 100;
  repeatedFor.push(reason);
  return { reason, delay };
}

function situationOf({ failure, unproved, answered }: Outcome, { sent }: FailedCall): Situation | undefined {
  if (answered !== undefined) return situationOfStatus(answered.response.status);
  const error = unproved ?? failure;
  if (OvhNetworkError.is(error) && error.sent === false && !passing.test(error.code ?? "")) return undefined;
  if (OvhNetworkError.is(error) || OvhTimeoutError.is(error)) return sent === false ? "unsent" : "unanswered";
  // No token came: of this call nothing was sent.
  return OvhApiError.is(unproved) && situationOfStatus(unproved.status) !== undefined ? "unsent" : undefined;
}

/** The headers of an answer, or of the refusal of a token. */
function headersOf({ answered, unproved }: Outcome): Pick<Headers, "get"> {
  return answered?.response.headers ?? new Headers(OvhApiError.is(unproved) ? { ...unproved.headers } : {});
}

function situationOfStatus(status: number): Situation | undefined {
  if (status === 408 || status === 429) return status;
  return /^50[0234]$/.test(String(status)) ? "5xx" : undefined;
}

/** Whether a write moves money: anything under `/order`, and a POST to what pays. */
function movesMoney(method: string, path: string): boolean {
  if (method === "GET") return false;
  return /^(?:\/(?:v[12]|1\.0))?\/order\//.test(path) || (method === "POST" && path.includes("/pay"));
}

/** The milliseconds that an answer asks to wait, in seconds or until a date; undefined where it does not, or not so. */
export function retryAfter(headers: Pick<Headers, "get">, wallClock: number): number | undefined {
  const asked = headers.get("retry-after") ?? "";
  if (/^\s*\d+\s*$/.test(asked)) return Number(asked) * 1000;
  // One of the oldest form says no time zone (https://www.rfc-editor.org/rfc/rfc9110#section-5.6.7).
  const date = /[a-z]{3}/i.test(asked) ? Date.parse(/gmt/i.test(asked) ? asked : `${asked} GMT`) : Number.NaN;
  if (Number.isNaN(date)) return undefined;
  // By the clock that it was written by, where the answer tells it.
  const now = Date.parse(headers.get("date") ?? "");
  return Math.max(0, date - (Number.isNaN(now) ? wallClock : now));
}
