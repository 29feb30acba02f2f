import { hexadecimal } from "./call/text.js";
import { OvhConfigError } from "./errors/config-error.js";
import type { FetchInit } from "./fetch.js";

/** What the client needs from the world around it; tests give another, to capture time instead of waiting. */
export interface Platform {
  /** Whichever make of fetch it is, its answer counts as a Response, of which no more is used than a FetchResponse has. */
  fetch(url: string, init: FetchInit): Promise<Response>;
  /** Whether `init.signal` may be a LightSignal. */
  readonly takesLightSignal?: boolean | undefined;
  /** The computer's clock, in milliseconds since 1970. It may jump. */
  wallClock(): number;
  /** Milliseconds since some moment; never jumps. */
  monotonic(): number;
  /** A number from 0 to just below 1. */
  random(): number;
  /** Calls back once after so many milliseconds, never after `Infinity`; returns how to call it off. */
  schedule(milliseconds: number, callback: () => void): () => void;
  /**
   * The SHA-1 of a text, in hexadecimal.
   *
   * @throws {OvhConfigError} Where the runtime has none.
   */
  sha1(text: string): string | Promise<string>;
  /** Tells the person who runs the program; never holds a secret. */
  warn(message: string): void;
}

// What setTimeout can count to; beyond it fires at once (https://developer.mozilla.org/docs/Web/API/setTimeout).
const longestTimer = 2 ** 31 - 1;

/** The web's own functions, looked up when used, so that importing does nothing and later replacements count. */
export const webPlatform: Platform = {
  fetch(url, init) {
    if (typeof globalThis.fetch === "function") return globalThis.fetch(url, init);
    throw new OvhConfigError("This runtime has no fetch: give createClient the option fetch.");
  },
  wallClock: () => Date.now(),
  monotonic: () => performance.now(),
  random: () => Math.random(),
  schedule(milliseconds, callback) {
    const timer = milliseconds > longestTimer ? undefined : setTimeout(callback, milliseconds);
    return () => clearTimeout(timer);
  },
  async sha1(text) {
    if (globalThis.crypto?.subtle !== undefined) {
      return hexadecimal(await crypto.subtle.digest("SHA-1", new TextEncoder().encode(text)));
    }
    throw new OvhConfigError("Signing needs crypto.subtle, which browsers have on https pages alone.");
  },
  warn: (message) => console.warn(message),
};

/** Warns of the first thing that it is told, and of nothing more. */
export function warnOnce(platform: Pick<Platform, "warn">): (message: string) => void {
  let isWarned = false;
  return (message) => {
    if (!isWarned) platform.warn(message);
    isWarned = true;
  };
}

/** Whether something can be read as a Response, whichever make of fetch it comes from. */
export function isResponse(value: unknown): value is Response {
  const { status, headers, text } = Object(value) as Partial<Response>;
  return typeof status === "number" && typeof headers?.get === "function" && typeof text === "function";
}

/** Whether something is what OVH's API never answers: no Response, a redirect, a status that was not asked for. */
export function isStrange(value: unknown): boolean {
  if (!isResponse(value) || value.type === "opaqueredirect") return true;
  return (value.status < 400 && (value.status < 200 || value.status > 204)) || value.status > 599;
}

/** The headers of an answer; a fetch of another make may not be able to list them. */
export function entriesOf(headers: Headers): [name: string, value: string][] {
  return Symbol.iterator in headers ? [...headers] : [];
}

/** Lets go of an answer that is not read, so that its connection is free; a fetch of another make has other bodies. */
export function discard(response: Response): void {
  const { body } = Object(response) as Partial<Response>;
  const { cancel, destroy } = Object(body) as { cancel?: () => Promise<void>; destroy?: () => void };
  if (typeof cancel === "function") cancel.call(body).catch(() => undefined);
  else if (typeof destroy === "function") destroy.call(body);
}
