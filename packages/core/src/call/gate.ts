import { onAbort } from "../deadline.js";
import { OvhConfigError } from "../errors/config-error.js";
import type { Platform } from "../platform.js";
import type { LimitedAnswer, LimitedRequest, Limiter, LimitRule } from "./limiter.js";
import { kindOf } from "./text.js";

// After a 429 that does not say how long to wait, in milliseconds.
const usualPause = 1000;

/** How little of what it may a gate lets through at least, after many a 429. */
const leastShare = 1 / 16;

type Clock = Pick<Platform, "monotonic" | "schedule">;

/** What lets whoever asks go when it is their turn. */
export interface Gate extends Limiter {
  acquire(request: Pick<LimitedRequest, "signal">): ReturnType<Limiter["acquire"]>;
}

/**
 * Lets requests go in the order in which they came. After a 429 it waits as long as OVH says and lets half as many go;
 * every answer without one adds to them again.
 *
 * @throws {OvhConfigError} For what is no rule.
 */
export function createGate(rule: LimitRule, { monotonic, schedule }: Clock): Gate {
  const requests = numberIn(rule, "requests", Infinity);
  const interval = numberIn(rule, "interval", 60_000);
  const concurrency = numberIn(rule, "concurrency", Infinity);
  // A set keeps the order in which the requests came.
  const waiting = new Set<() => void>();
  /** When the last ones went. */
  const gone: number[] = [];
  let [underWay, share, pausedUntil] = [0, 1, 0];
  let cancel: (() => void) | undefined;
  const part = (whole: number): number => Math.max(1, Math.floor(whole * share));

  /** How long until the next may go by the clock. */
  const delay = (now: number): number => {
    while (gone.length > 0 && gone[0]! <= now - interval) gone.shift();
    const allowed = part(requests);
    const oldest = gone.length < allowed ? 0 : gone[gone.length - allowed]! + interval - now;
    return Math.max(pausedUntil - now, oldest);
  };
  const letGo = (): void => {
    cancel?.();
    cancel = undefined;
    for (const go of waiting) {
      if (underWay >= part(concurrency)) return;
      const now = monotonic();
      const rest = delay(now);
      if (rest > 0) {
        cancel = schedule(rest, letGo);
        return;
      }
      waiting.delete(go);
      underWay++;
      if (requests !== Infinity) gone.push(now);
      go();
    }
  };
  const release = ({ status, retryAfter = usualPause }: LimitedAnswer): void => {
    underWay--;
    if (status === 429) {
      share = Math.max(share / 2, leastShare);
      pausedUntil = Math.max(pausedUntil, monotonic() + retryAfter);
    } else if (status !== undefined) share = Math.min(1, share + leastShare);
    letGo();
  };
  return {
    acquire: ({ signal }) =>
      new Promise((resolve, reject) => {
        signal.throwIfAborted();
        const go = (): void => {
          forget();
          let isOver = false;
          resolve((answer) => {
            if (!isOver) release(answer);
            isOver = true;
          });
        };
        const forget = onAbort(signal, () => {
          waiting.delete(go);
          forget();
          reject(signal.reason);
          letGo();
        });
        waiting.add(go);
        letGo();
      }),
  };
}

function numberIn(rule: LimitRule, name: keyof LimitRule, usual: number): number {
  const { [name]: value = usual } = rule;
  if (value === usual || (Number.isFinite(value) && value >= 1)) return value;
  throw new OvhConfigError(
    `limit.${name} has to be a number from 1; found ${typeof value === "number" ? value : kindOf(value)}.`,
  );
}
