import type { Platform } from "./platform.js";

/** Is told that a signal was aborted. */
export interface AbortListener {
  handleEvent(): void;
}

/** As much of an AbortSignal as the client uses itself. */
export interface Signal {
  readonly aborted: boolean;
  readonly reason: unknown;
  throwIfAborted(): void;
  addEventListener(type: "abort", listener: AbortListener): void;
  removeEventListener(type: "abort", listener: AbortListener): void;
}

/**
 * A signal that aborts itself, and that becomes an AbortSignal for those who need one: in Node that costs as much as all
 * else that the client does for a call (`pnpm bench:calls`).
 */
export class LightSignal implements Signal {
  aborted: boolean = false;
  reason: unknown;
  readonly #listeners = new Set<AbortListener>();
  #controller: AbortController | undefined;

  /** Itself, as a controller has it. */
  get signal(): this {
    return this;
  }

  abort(reason: unknown): void {
    if (this.aborted) return;
    this.aborted = true;
    this.reason = reason;
    this.#controller?.abort(reason);
    for (const listener of this.#listeners) listener.handleEvent();
  }

  throwIfAborted(): void {
    if (this.aborted) throw this.reason;
  }

  addEventListener(_type: "abort", listener: AbortListener): void {
    this.#listeners.add(listener);
  }

  removeEventListener(_type: "abort", listener: AbortListener): void {
    this.#listeners.delete(listener);
  }

  toAbortSignal(): AbortSignal {
    if (this.#controller === undefined) {
      this.#controller = new AbortController();
      if (this.aborted) this.#controller.abort(this.reason);
    }
    return this.#controller.signal;
  }
}

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
export function withDeadline<T>(
  limits: Limits,
  platform: Pick<Platform, "schedule">,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  return stoppedBy(new AbortController(), limits, platform, work);
}

/** The same, by a signal that is not of the usual make. */
export async function stoppedBy<S extends Signal, T>(
  controller: { readonly signal: S; abort(reason: unknown): void },
  limits: Limits,
  platform: Pick<Platform, "schedule">,
  work: (signal: S) => Promise<T>,
): Promise<T> {
  const { signal, timeout, timeoutReason } = limits;
  signal?.throwIfAborted();
  let forget: (() => void) | undefined;
  let cancel: (() => void) | undefined;
  try {
    return await new Promise<T>((resolve, reject) => {
      // No listener of the work's signal: a fetch may keep that for long, and with a listener what the work came to.
      const stop = (reason: unknown): void => {
        // The caller hears of it before the work does.
        reject(reason);
        controller.abort(reason);
      };
      forget = signal && onAbort(signal, () => stop(signal.reason));
      cancel = platform.schedule(timeout, () => stop(timeoutReason()));
      work(controller.signal).then(resolve, reject);
    });
  } finally {
    cancel?.();
    forget?.();
  }
}

/**
 * Work that all who ask for it while it is under way share. It is given up when the last of them is gone, and what it
 * failed with is not kept.
 *
 * @returns Takes the signal by which a caller goes.
 */
export function share<T>(work: (signal: AbortSignal) => Promise<T>): (signal: Signal) => Promise<T> {
  let shared: { readonly result: Promise<T>; readonly controller: AbortController; callers: number } | undefined;
  return async (signal) => {
    signal.throwIfAborted();
    if (shared === undefined) {
      const controller = new AbortController();
      shared = { result: work(controller.signal), controller, callers: 0 };
    }
    const mine = shared;
    mine.callers++;
    const end = (): void => {
      if (shared === mine) shared = undefined;
    };
    const forget = onAbort(signal, () => {
      if (--mine.callers > 0) return;
      end();
      mine.controller.abort(signal.reason);
    });
    try {
      return await mine.result;
    } finally {
      forget();
      end();
    }
  };
}

/** What a signal tells, itself the listener. */
class Callbacks extends Set<() => void> {
  handleEvent(): void {
    for (const callback of this) callback();
  }
}

const listeners = new WeakMap<Signal, Callbacks>();

/** Calls back when a signal is aborted, by one listener for any number of calls: Node warns of more than ten. */
export function onAbort(signal: Signal, callback: () => void): () => void {
  const callbacks = listeners.get(signal) ?? new Callbacks();
  // Adding a listener again changes nothing.
  signal.addEventListener("abort", callbacks);
  listeners.set(signal, callbacks.add(callback));
  return () => {
    callbacks.delete(callback);
    if (callbacks.size === 0) signal.removeEventListener("abort", callbacks);
  };
}

/**
 * Waits, or until the signal says stop.
 *
 * @throws {unknown} The signal's reason.
 */
export function pause(milliseconds: number, signal: Signal, platform: Pick<Platform, "schedule">): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const stop = platform.schedule(milliseconds, () => {
      forget();
      resolve();
    });
    const forget = onAbort(signal, () => {
      stop();
      reject(signal.reason);
    });
  });
}
