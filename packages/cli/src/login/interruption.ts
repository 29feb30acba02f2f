import { RefusedError } from "../refused-error.js";

/** The error for a person who stops a command before it has done anything. */
export function stopped(): RefusedError {
  return new RefusedError("Stopped: nothing was written.");
}

/** From now on Ctrl-C aborts the signal, with {@link stopped} as its reason, and does not end the process; a second one does. */
export function listenForInterruption(): { readonly signal: AbortSignal; readonly end: () => void } {
  const controller = new AbortController();
  const abort = (): void => {
    if (controller.signal.aborted) process.exit(1);
    controller.abort(stopped());
  };
  const signals = ["SIGINT", "SIGTERM"] as const;
  // Not once: libraries that restore the terminal end the process when they are the last to listen.
  for (const signal of signals) process.on(signal, abort);
  return {
    signal: controller.signal,
    end: () => {
      for (const signal of signals) process.off(signal, abort);
    },
  };
}
