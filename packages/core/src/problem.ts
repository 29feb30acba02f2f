import type * as problems from "./problems.js";

type Problems = typeof problems;

/**
 * Why a call cannot be made, before it is said.
 *
 * The sentences of input errors are loaded when the first one is needed, so that programs without such errors need not
 * carry them: what finds a problem throws this, and {@link explained} turns it into the error that the caller sees.
 */
export class Problem {
  readonly explain: (problems: Problems) => Error;

  constructor(explain: (problems: Problems) => Error) {
    this.explain = explain;
  }
}

/** The error to throw for what was caught. */
export async function explained(caught: unknown): Promise<unknown> {
  return caught instanceof Problem ? caught.explain(await import("./problems.js")) : caught;
}
