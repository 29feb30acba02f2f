import { OvhConfigError } from "../errors/config-error.js";
import { type HttpMethod, methods } from "../http-method.js";

/** What is repeated, and how often: for each thing that can go wrong, the methods that are called again after it. */
export interface RetryTable {
  /** How often a call is repeated at most, 0 to 10. */
  readonly limit: number;
  /** Nothing was sent: the name server was silent, the connection was refused, or did not come about in time. */
  readonly unsent: readonly HttpMethod[];
  /** No complete answer came: a connection that broke before or in it, an answer that stalled. */
  readonly unanswered: readonly HttpMethod[];
  /** 408: the request did not arrive whole. A POST is repeated once. */
  readonly 408: readonly HttpMethod[];
  /** 429: too many requests. */
  readonly 429: readonly HttpMethod[];
  /** 500, 502, 503 or 504. */
  readonly "5xx": readonly HttpMethod[];
}

/** What the option `retry` takes: `false` for never, how often at most, or the rows that differ from the table's. */
export type RetryOption = false | number | Partial<RetryTable>;

const harmless: readonly HttpMethod[] = ["GET", "PUT", "DELETE"];

/** What is repeated unless told otherwise. A POST is not where it may have been carried out. */
export const retryTable: RetryTable = {
  limit: 2,
  unsent: methods,
  unanswered: harmless,
  408: methods,
  429: methods,
  "5xx": harmless,
};

/** What can go wrong with an attempt so that another may go right: a row of the table. */
export type Situation = Exclude<keyof RetryTable, "limit">;

/**
 * What the repeats of all calls of a client are taken from: a repeat takes 100, a first attempt adds 9, to 1,000 at most.
 * So a lone caller can repeat, and a crowd in an outage adds less than a tenth to its load, what is there at first included.
 */
export interface RetryBudget {
  left: number;
}

/** Makes a full budget. */
export function createBudget(): RetryBudget {
  return { left: 1000 };
}

/** Counts a first attempt. */
export function earn(budget: RetryBudget): void {
  budget.left = Math.min(1000, budget.left + 9);
}

/**
 * Reads the option `retry`.
 *
 * @param base What it changes.
 * @throws {OvhConfigError} For anything else than `false`, a whole number from 0 to 10, or rows of the table.
 */
export function readRetry(given: RetryOption, base: RetryTable): RetryTable {
  if (typeof given !== "object" || given === null) return readRetry({ limit: given === false ? 0 : given }, base);
  const rows = Object.entries(given).filter(([, value]) => value !== undefined);
  for (const [row, value] of rows) {
    const isFit =
      row === "limit"
        ? Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 10
        : Object.hasOwn(base, row) && Array.isArray(value) && value.every((one) => methods.includes(one));
    if (isFit) continue;
    throw new OvhConfigError(
      `retry.${row} is not ${row === "limit" ? "a whole number from 0 to 10" : "a list of methods"}.`,
    );
  }
  return { ...base, ...Object.fromEntries(rows) };
}
