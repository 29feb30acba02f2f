import type { FailedCall } from "../errors/ovh-error.js";
import { holdsUnsafeInteger, parseFinite, parseWithBigints } from "../numbers.js";

/** How integers beyond 2^53 are read. */
export interface NumberReading {
  readonly integers: "bigint" | undefined;
  readonly call: FailedCall;
  readonly warnOfRounding: (message: string) => void;
}

/**
 * Reads JSON as `JSON.parse` does, but integers beyond 2^53 as bigints, or else warns that they were rounded.
 *
 * @throws {SyntaxError} When it is no JSON.
 * @throws {RangeError} When it holds a number that no number of JavaScript's can: `1e400`.
 */
export function readNumbers(text: string, { integers, call, warnOfRounding }: NumberReading): unknown {
  if (integers === "bigint") return parseWithBigints(text);
  const data = parseFinite(text);
  if (holdsUnsafeInteger(text)) {
    warnOfRounding(
      `ovh-typed: the answer to ${call.method} ${call.path} holds an integer beyond 2^53, which has been rounded: ` +
        'createClient\'s option integers: "bigint" keeps it. (There is no further warning; the hook onResponse tells each.)',
    );
  }
  return data;
}

export { holdsUnsafeInteger };
