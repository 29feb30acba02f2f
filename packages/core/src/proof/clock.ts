import { withDeadline } from "../deadline.js";
import { ownProperties } from "../own-properties.js";
import type { Platform } from "../platform.js";

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

/** What came back from a question for the time. */
export interface TimeAnswer {
  /** OVH's unix seconds; undefined when the answer was none. */
  readonly seconds: number | undefined;
  /** The answer's `Date` header. */
  readonly date: string | null;
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
    // From here on the monotonic clock counts: neither a suspended laptop nor a corrected clock breaks the relation
    // unnoticed, and where it does, QUERY_TIME_OUT leads to a new one.
    const offset = (answer?.seconds === undefined ? fallback(answer) : answer.seconds * 1000) - platform.monotonic();
    settled = { timestamp: () => Math.floor((offset + platform.monotonic()) / 1000) };
    return settled;
  }

  /** Milliseconds since 1970 when OVH did not tell: by its answer's `Date`, else by this computer's clock. */
  function fallback(answer: TimeAnswer | undefined): number {
    const date = Date.parse(answer?.date ?? "");
    const known = date > 0;
    const source = known ? "the Date header of its answer" : "this computer's clock";
    if (!warned) platform.warn(`ovh-typed: OVH did not tell its time; signatures use ${source}.`);
    warned = true;
    return known ? date : platform.wallClock();
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

// Long enough for a slow line, short enough to leave most of a call's own time.
const timeLimit = 10_000;

/**
 * Asks an endpoint for its time, unsigned. It belongs to no single caller: nobody's abort cancels it.
 *
 * @returns Undefined when no answer came.
 */
export async function askServerTime(
  url: string,
  headers: Readonly<Record<string, string>>,
  platform: Pick<Platform, "fetch" | "schedule">,
): Promise<TimeAnswer | undefined> {
  return withDeadline({ timeout: timeLimit, timeoutReason: Error }, platform, async (signal) => {
    const response = await platform.fetch(
      url,
      ownProperties<RequestInit>({ method: "GET", headers: { ...headers }, redirect: "manual", signal }),
    );
    const text = (await response.text().catch(() => "")).trim();
    // Seconds between 2001 and 2286: a page, a float or milliseconds are none.
    const told = response.status === 200 && /^\d{10}$/.test(text);
    return { seconds: told ? Number(text) : undefined, date: response.headers.get("date") };
  }).catch(() => undefined);
}
