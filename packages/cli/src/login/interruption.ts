import { RefusedError } from "../refused-error.js";

/** The error for a person who stops a command before it has done anything. */
export function stopped(): RefusedError {
  return new RefusedError("Stopped: nothing was written.");
}

/** From now on Ctrl-C aborts the signal, with {@link stopped} as its reason, and does not end the process; a second one does. */
export function listenForInterruption(): { readonly signal: AbortSignal; readonly end: () => void } {
  const controller = new AbortController();
  const abort = (): void => controller.abort(stopped());
  const signals = ["SIGINT", "SIGTERM"] as const;
  for (const signal of signals) process.once(signal, abort);
  return {
    signal: controller.signal,
    end: () => {
      for (const signal of signals) process.off(signal, abort);
    },
  };
}
