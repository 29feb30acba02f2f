import { readText } from "../body.js";
import { share, type Signal, withDeadline } from "../deadline.js";
import type { Route } from "../endpoints/route.js";
import { networkFailure } from "../errors/network-failure.js";
import type { FetchInit } from "../fetch.js";
import { ownProperties } from "../own-properties.js";
import { type Platform, warnOnce } from "../platform.js";

/** A relation between OVH's clock and this computer's monotonic one. */
export interface TimeBase {
  /** OVH's unix seconds, now. */
  timestamp(): number;
}

/** OVH's clock as far as the clients of an endpoint know it. */
export interface Clock {
  /** The relation in use; measured once, by one request for any number of concurrent callers. */
  current(signal: Signal): TimeBase | Promise<TimeBase>;
  /**
   * Measures anew after a relation turned out wrong; callers who found the same one wrong share one measurement.
   *
   * @param refused The answer that said so.
   * @returns Whether there is a better relation: one that was measured seconds ago, for the same reason, is not replaced.
   */
  correct(wrong: TimeBase, refused: Response, signal: Signal): Promise<boolean>;
}

/** What came back from a question for the time. */
export interface TimeAnswer {
  /** OVH's time, in milliseconds since 1970; undefined when the answer was none. */
  readonly told: number | undefined;
  /** The answer's `Date` header, likewise. */
  readonly date: number | undefined;
}

// How long a correction counts as recent, and how far a Date may be off, in milliseconds: it has whole seconds.
const recent = 5000;
const tolerance = 30_000;

/**
 * Makes a clock.
 *
 * @param ask Asks OVH for its time; undefined when there was no usable answer.
 */
export function createClock(
  ask: (signal: AbortSignal) => Promise<TimeAnswer | undefined>,
  platform: Pick<Platform, "wallClock" | "monotonic" | "warn">,
): Clock {
  let settled: TimeBase | undefined;
  let correctedAt = -Infinity;
  // By how much OVH's clock is ahead of the monotonic one, as a refusal's own Date says.
  let refusedOffset: number | undefined;
  const warn = warnOnce(platform);

  const measure = share(async (signal) => {
    const answer = await ask(signal);
    signal.throwIfAborted();
    const told = answer?.told;
    const now = platform.monotonic();
    const offset = told === undefined ? (refusedOffset ?? fallback(answer?.date) - now) : told - now;
    // A time out of a cache stays wrong, however often it is asked for; the refusal's own Date is fresh.
    const isStale = refusedOffset !== undefined && Math.abs(offset - refusedOffset) > tolerance;
    settle(isStale ? refusedOffset! : offset);
  });

  function settle(offset: number): void {
    // From here on the monotonic clock counts: neither a suspended laptop nor a corrected clock breaks the relation
    // unnoticed, and where it does, QUERY_TIME_OUT leads to a new one.
    settled = { timestamp: () => Math.floor((offset + platform.monotonic()) / 1000) };
  }

  /** Milliseconds since 1970 when OVH did not tell: by its answer's `Date`, else by this computer's clock. */
  function fallback(date: number | undefined): number {
    const source = date === undefined ? "this computer's clock" : "the Date header of its answer";
    warn(`ovh-typed: OVH did not tell its time; signatures use ${source}.`);
    return date ?? platform.wallClock();
  }

  function current(signal: Signal): TimeBase | Promise<TimeBase> {
    return settled ?? measure(signal).then(() => current(signal));
  }

  async function correct(wrong: TimeBase, refused: Response, signal: Signal): Promise<boolean> {
    if (settled === wrong) {
      const now = platform.monotonic();
      const date = dateOf(refused);
      refusedOffset = date && date - now;
      if (now - correctedAt < recent) {
        if (date === undefined || Math.abs(date - wrong.timestamp() * 1000) < tolerance) return false;
        settle(date - now);
      } else {
        correctedAt = now;
        settled = undefined;
      }
    }
    await current(signal);
    return true;
  }

  return { current, correct };
}

const clocks = new WeakMap<object, Map<string, Clock>>();

/**
 * The clock of an endpoint, one for all clients that reach it in the same way.
 *
 * @param through What requests are sent by.
 * @param url Where the time is asked for.
 */
export function clockOf(through: object, url: string, make: () => Clock): Clock {
  const known = clocks.get(through) ?? new Map<string, Clock>();
  clocks.set(through, known);
  const clock = known.get(url) ?? make();
  known.set(url, clock);
  return clock;
}

/** When an answer was made; undefined where it does not say so, or has lain in a cache since. */
function dateOf({ headers }: Response): number | undefined {
  const date = Date.parse(headers.get("date") ?? "");
  return date > 0 && !headers.has("age") ? date : undefined;
}

// Long enough for a slow line, short enough to leave most of a call's own time; longer than the 10 s that Node gives a
// connection to come about, so that one that does not is told as such.
const timeLimit = 12_000;

/**
 * Asks an endpoint for its time, unsigned.
 *
 * @param signal Says that nobody waits for it any more.
 * @returns Undefined when no answer came.
 * @throws {OvhNetworkError} When it is certain that nothing was sent: no call would get further.
 */
export async function askServerTime(
  route: Route,
  path: string,
  headers: Readonly<Record<string, string>>,
  platform: Pick<Platform, "fetch" | "schedule">,
  signal: AbortSignal,
): Promise<TimeAnswer | undefined> {
  return withDeadline({ signal, timeout: timeLimit, timeoutReason: Error }, platform, async (signal) => {
    const init: FetchInit = { method: "GET", headers: { ...headers }, cache: "no-store", redirect: "manual", signal };
    const ask = async (mayMove: boolean): Promise<Response> => {
      const url = route.to(path).base + path;
      const response = await platform.fetch(url, ownProperties(init));
      return mayMove && (await route.follow(response, url)) ? ask(false) : response;
    };
    const response = await ask(true);
    const text = (await readText(response, 1024, platform)).trim();
    // Seconds between 2001 and 2286: a page, a float or milliseconds are none.
    const told = response.status === 200 && /^\d{10}$/.test(text) && !response.headers.has("age");
    return { told: told ? Number(text) * 1000 : undefined, date: dateOf(response) };
  }).catch(async (failure: unknown) => {
    const unsent = await networkFailure(failure, { method: "GET", path });
    if (unsent.sent === false) throw unsent;
    return undefined;
  });
}
