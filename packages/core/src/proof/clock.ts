import type { Platform } from "../platform.js";
import type { TimeAnswer } from "./server-time.js";

/** A relation between OVH's clock and this computer's monotonic one. */
export interface TimeBase {
  /** OVH's unix seconds, now. */
  timestamp(): number;
}

/** OVH's clock as far as this client knows it. */
export interface Clock {
  /** The relation in use; measured once, by one request for any number of concurrent callers. */
  current(): Promise<TimeBase>;
  /** A newer relation than one that turned out wrong; callers who found the same one wrong share one measurement. */
  after(wrong: TimeBase): Promise<TimeBase>;
}

/**
 * Makes a clock.
 *
 * @param ask Asks OVH for its time; undefined when there was no usable answer. It never rejects.
 */
export function createClock(
  ask: () => Promise<TimeAnswer | undefined>,
  platform: Pick<Platform, "wallClock" | "monotonic" | "warn">,
): Clock {
  let pending: Promise<TimeBase> | undefined;
  let settled: TimeBase | undefined;
  let warned = false;

  async function measure(): Promise<TimeBase> {
    const answer = await ask();
    const told = answer?.seconds;
    const now =
      told === undefined
        ? (await import("./fallback-time.js")).fallbackTime(answer, {
            ...platform,
            warn: warned ? undefined : platform.warn,
          })
        : told * 1000;
    warned ||= told === undefined;
    // From here on the monotonic clock counts: neither a suspended laptop nor a corrected clock breaks the relation
    // unnoticed, and where it does, QUERY_TIME_OUT leads to a new one.
    const offset = now - platform.monotonic();
    settled = { timestamp: () => Math.floor((offset + platform.monotonic()) / 1000) };
    return settled;
  }

  function current(): Promise<TimeBase> {
    pending ??= measure();
    return pending;
  }

  function after(wrong: TimeBase): Promise<TimeBase> {
    if (settled === wrong) {
      settled = undefined;
      pending = measure();
    }
    return current();
  }

  return { current, after };
}
