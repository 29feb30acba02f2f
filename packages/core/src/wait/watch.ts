import type { CallContext } from "../call/call.js";
import { kindOf } from "../call/text.js";
import { pause, withDeadline } from "../deadline.js";
import { OvhApiError } from "../errors/api-error.js";
import { OvhNetworkError } from "../errors/network-error.js";
import { OvhTaskError } from "../errors/task-error.js";
import { OvhTimeoutError } from "../errors/timeout-error.js";
import { checkCallback } from "../option-checks.js";
import { type Outcome, reasonIn } from "./states.js";
import type { WaitForOptions } from "./wait.js";

/** What is waited for, and how. */
export interface Watching extends Pick<WaitForOptions, "deadline" | "interval" | "signal" | "onProgress"> {
  /** For sentences: `What POST /vps/{serviceName}/reboot began`. */
  readonly what: string;
  readonly operation: string;
}

/** What was seen. */
interface Seen {
  readonly data: unknown;
  readonly state: string | undefined;
  readonly outcome: Outcome;
}

/** Looks once; undefined where there is nothing to see yet. */
export type Look = (signal: AbortSignal) => Promise<Seen | undefined>;

const firstWait = 1000;
const usualInterval = 30_000;
const usualDeadline = 3_600_000;

/**
 * Looks at something until it is done.
 *
 * @returns What was seen last.
 * @throws {OvhTaskError} When it has failed.
 * @throws {OvhTimeoutError} When the time is over.
 */
export async function watch({ network }: CallContext, watching: Watching, look: Look): Promise<unknown> {
  const { what, signal, onProgress } = watching;
  const deadline = milliseconds("deadline", watching.deadline ?? usualDeadline);
  const interval = milliseconds("interval", watching.interval ?? usualInterval);
  checkCallback("onProgress", onProgress);
  const [method, path] = watching.operation.split(" ");
  const call = { method, path, sent: true } as const;
  const start = network.monotonic();
  let last: Seen | undefined;
  let failure: unknown;
  const timeoutReason = (): Error => {
    const state = last?.state === undefined ? "" : ` It was ${JSON.stringify(last.state)} when it was last read.`;
    const lately = failure === undefined ? "" : ` The last look failed: ${(failure as Error).message}`;
    const sentence = `${what} was not done within ${deadline} ms, and may still be.${state}${lately}`;
    return new OvhTimeoutError(sentence, { ...call, timeout: deadline });
  };
  return withDeadline({ signal, timeout: deadline, timeoutReason }, network, async (signal) => {
    for (let wait = firstWait; ; wait *= 1.5) {
      failure = undefined;
      const seen = await look(signal).catch((error: unknown) => {
        if (!passes(error)) throw error;
        failure = error;
        return undefined;
      });
      if (seen !== undefined) {
        last = seen;
        const { data, state, outcome } = seen;
        const { progress } = Object(data) as { progress?: unknown };
        const waited = network.monotonic() - start;
        onProgress?.({ data, state, progress: typeof progress === "number" ? progress : undefined, waited });
        if (outcome === "failed") throw failed(watching, seen, call);
        if (outcome === "done") return data;
      }
      await pause(Math.min(wait, interval), signal, network);
    }
  });
}

/** Whether a failure says nothing of what is waited for. */
function passes(error: unknown): boolean {
  if (OvhApiError.is(error)) return error.status === 429 || error.status >= 500;
  return OvhNetworkError.is(error) || OvhTimeoutError.is(error);
}

function failed({ what }: Watching, { data, state = "" }: Seen, call: object): OvhTaskError {
  const reason = reasonIn(data);
  const sentence = `${what} has failed: it is ${JSON.stringify(state)}${reason === undefined ? "." : `: ${reason}`}`;
  return new OvhTaskError(sentence, { ...call, state, task: data });
}

/** @throws {TypeError} For anything but a number above 0. */
function milliseconds(name: string, value: unknown): number {
  if (typeof value === "number" && value > 0) return value;
  throw new TypeError(
    `${name} has to be a number of milliseconds above 0; found ${typeof value === "number" ? value : kindOf(value)}.`,
  );
}
