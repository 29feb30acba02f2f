import { OvhConfigError } from "./errors/config-error.js";
import type { Platform } from "./platform.js";

// What setTimeout can count to; beyond it fires at once (https://developer.mozilla.org/docs/Web/API/setTimeout).
const longestTimer = 2 ** 31 - 1;

/** When a piece of work has to stop. */
export interface Limits {
  /** The caller's signal. */
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds; `Infinity` for no limit. */
  readonly timeout: number;
  /** Makes the reason for stopping when the time is over. */
  readonly timeoutReason: () => Error;
}

/**
 * Runs work under a deadline and the caller's signal, and settles at once when either says stop.
 *
 * The work is given a signal of its own to stop by; what it does after that is nobody's concern.
 *
 * @throws {unknown} The caller's abort reason, the timeout's, or what the work itself rejects with.
 */
export async function withDeadline<T>(
  limits: Limits,
  platform: Pick<Platform, "schedule">,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const { signal, timeout, timeoutReason } = limits;
  signal?.throwIfAborted();
  const controller = new AbortController();
  // Listening before the work does, so that the caller hears of it first.
  const stopped = new Promise<never>((_resolve, reject) => {
    controller.signal.addEventListener("abort", () => reject(controller.signal.reason), { once: true });
  });
  const onAbort = (): void => controller.abort(signal?.reason);
  signal?.addEventListener("abort", onAbort, { once: true });
  const cancel =
    timeout <= longestTimer
      ? platform.schedule(timeout, () => controller.abort(timeoutReason()))
      : (): void => undefined;
  try {
    return await Promise.race([stopped, work(controller.signal)]);
  } finally {
    cancel();
    signal?.removeEventListener("abort", onAbort);
  }
}

/**
 * Checks a time limit: milliseconds above 0, or `Infinity` for none.
 *
 * @throws {OvhConfigError} For anything else.
 */
export function readTimeout(timeout: number): number {
  if (typeof timeout === "number" && timeout > 0) return timeout;
  throw new OvhConfigError("timeout is not milliseconds above 0.");
}
