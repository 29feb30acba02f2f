import type { ServerTime } from "./clock.js";
import type { Platform } from "./platform.js";
import { withDeadline } from "./deadline.js";

// Long enough for a slow line, short enough to leave most of a call's own time.
const timeLimit = 10_000;

/**
 * Asks an endpoint for its time, unsigned. It belongs to no single caller: nobody's abort cancels it.
 *
 * @returns The seconds of the body, else those of the answer's `Date` header, else undefined.
 */
export async function askServerTime(
  url: string,
  headers: Readonly<Record<string, string>>,
  platform: Pick<Platform, "fetch" | "schedule">,
): Promise<ServerTime | undefined> {
  const limits = { timeout: timeLimit, timeoutReason: () => new Error("The time did not come in time.") };
  try {
    return await withDeadline(limits, platform, async (signal) => {
      const response = await platform.fetch(url, {
        method: "GET",
        headers: { ...headers },
        redirect: "manual",
        signal,
      });
      const text = await response.text().catch(() => "");
      // Seconds between 2001 and 2286: a page, a float or milliseconds are none.
      if (response.status === 200 && /^\d{10}$/.test(text.trim())) return { seconds: Number(text), from: "answer" };
      const date = Date.parse(response.headers.get("date") ?? "");
      return Number.isNaN(date) ? undefined : { seconds: Math.floor(date / 1000), from: "Date header" };
    });
  } catch {
    return undefined;
  }
}
