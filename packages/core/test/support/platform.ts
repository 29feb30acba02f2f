import { type Platform, webPlatform } from "../../src/platform.js";

/** A platform whose time stands still until a test moves it. */
export interface FakePlatform extends Platform {
  /** Moves the monotonic and the wall clock on, and calls back what became due. */
  pass(milliseconds: number): void;
  /** Sets the wall clock alone, as NTP or a person does. */
  setWallClock(milliseconds: number): void;
  readonly warnings: string[];
  /** What `random` gives. */
  chance: number;
  /** Delays that are still counted down. */
  readonly timers: ReadonlySet<{ due: number; callback: () => void }>;
}

export function createFakePlatform(fetch: Platform["fetch"], wallClock: number = 1_700_000_000_000): FakePlatform {
  let wall = wallClock;
  let monotonic = 5000;
  const timers = new Set<{ due: number; callback: () => void }>();
  const warnings: string[] = [];
  const platform: FakePlatform = {
    fetch,
    chance: 0.5,
    warnings,
    timers,
    wallClock: () => wall,
    monotonic: () => monotonic,
    random: () => platform.chance,
    sha1: webPlatform.sha1,
    warn: (message) => void warnings.push(message),
    schedule(milliseconds, callback) {
      const timer = { due: monotonic + milliseconds, callback };
      if (milliseconds !== Infinity) timers.add(timer);
      return () => void timers.delete(timer);
    },
    setWallClock(milliseconds) {
      wall = milliseconds;
    },
    pass(milliseconds) {
      wall += milliseconds;
      monotonic += milliseconds;
      for (const timer of [...timers].filter(({ due }) => due <= monotonic)) {
        timers.delete(timer);
        timer.callback();
      }
    },
  };
  return platform;
}
