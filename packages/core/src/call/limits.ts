import { OvhConfigError } from "../errors/config-error.js";
import { readRetry, type RetryOption, type RetryTable, retryTable } from "./retry.js";

/** How far a call may go, as options. */
export interface LimitOptions {
  /**
   * Milliseconds that a call may take over everything: the time or token in front, every attempt and the waits between
   * them; 180,000 when left out, `Infinity` for no limit.
   */
  timeout?: number | undefined;
  /**
   * Milliseconds that may pass between two parts of an answer, from its first byte on; 30,000 when left out, `Infinity`
   * for no limit.
   */
  idleTimeout?: number | undefined;
  /** Bytes that an answer may have once decompressed; 64 MiB when left out, `Infinity` for no limit. */
  maxResponseSize?: number | undefined;
  /**
   * Which failed calls are repeated: `false` for none, how often at most (2 when left out), or the rows in which it differs
   * from the table, `{ limit: 5, "5xx": ["GET"] }`. A write that moves money is never repeated once sent.
   */
  retry?: RetryOption | undefined;
}

/** How far a call may go. */
export interface CallLimits {
  readonly timeout: number;
  readonly idleTimeout: number;
  readonly maxResponseSize: number;
  readonly retry: RetryTable;
}

const usualLimits: CallLimits = {
  timeout: 180_000,
  idleTimeout: 30_000,
  maxResponseSize: 64 * 2 ** 20,
  retry: retryTable,
};

/**
 * Reads the limits that a client or a call was given.
 *
 * @param base What they change.
 * @throws {OvhConfigError} For what is no number above 0, an idle limit beyond the total, and no rule for repeating.
 */
export function readLimits(given: LimitOptions, base: CallLimits = usualLimits): CallLimits {
  const read = (name: "timeout" | "idleTimeout" | "maxResponseSize"): number => {
    const { [name]: value = base[name] } = given;
    if (typeof value === "number" && value > 0) return value;
    throw new OvhConfigError(`${name} is not a number above 0.`);
  };
  const [timeout, idleTimeout] = [read("timeout"), read("idleTimeout")];
  if (given.idleTimeout !== undefined && idleTimeout > timeout && idleTimeout !== Infinity) {
    throw new OvhConfigError("idleTimeout is longer than timeout.");
  }
  const retry = given.retry === undefined ? base.retry : readRetry(given.retry, base.retry);
  return { timeout, idleTimeout, maxResponseSize: read("maxResponseSize"), retry };
}
