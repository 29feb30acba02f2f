import type { Platform } from "../platform.js";
import type { TimeAnswer } from "./server-time.js";

/**
 * The time when OVH did not tell it, with a warning: by the `Date` header of its answer, else by this computer's clock.
 *
 * @param answer What it said instead; undefined when nothing came.
 * @param warn Undefined when it has been said before.
 * @returns Milliseconds since 1970.
 */
export function fallbackTime(
  answer: TimeAnswer | undefined,
  { wallClock, warn }: Pick<Platform, "wallClock"> & { readonly warn: Platform["warn"] | undefined },
): number {
  const date = Date.parse(answer?.date ?? "");
  const known = date > 0;
  warn?.(
    `ovh-typed: OVH did not tell its time; signatures use ${known ? "the Date header of its answer" : "this computer's clock"}.`,
  );
  return known ? date : wallClock();
}
