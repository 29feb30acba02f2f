import type { Fetch } from "./client-options.js";

/** What the client needs from the world around it; tests give another, to capture time instead of waiting. */
export interface Platform {
  readonly fetch: Fetch;
  /** The computer's clock, in milliseconds since 1970. It may jump. */
  wallClock(): number;
  /** Milliseconds since some moment; never jumps. */
  monotonic(): number;
  /** Calls back once after so many milliseconds; returns how to call it off. */
  schedule(milliseconds: number, callback: () => void): () => void;
  /** Tells the person who runs the program; never holds a secret. */
  warn(message: string): void;
}

/** The web's own functions, looked up when used, so that importing does nothing and later replacements count. */
export const webPlatform: Platform = {
  fetch: (url, init) => globalThis.fetch(url, init),
  wallClock: () => Date.now(),
  monotonic: () => performance.now(),
  schedule(milliseconds, callback) {
    const timer = setTimeout(callback, milliseconds);
    return () => clearTimeout(timer);
  },
  warn: (message) => console.warn(message),
};
