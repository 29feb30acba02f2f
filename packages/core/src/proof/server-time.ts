import { withDeadline } from "../call/deadline.js";
import type { Platform } from "../platform.js";

/** What came back from a question for the time. */
export interface TimeAnswer {
  /** OVH's unix seconds; undefined when the answer was none. */
  readonly seconds: number | undefined;
  /** The answer's `Date` header. */
  readonly date: string | null;
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
    const response = await platform.fetch(url, { method: "GET", headers: { ...headers }, redirect: "manual", signal });
    const text = (await response.text().catch(() => "")).trim();
    // Seconds between 2001 and 2286: a page, a float or milliseconds are none.
    const told = response.status === 200 && /^\d{10}$/.test(text);
    return { seconds: told ? Number(text) : undefined, date: response.headers.get("date") };
  }).catch(() => undefined);
}
