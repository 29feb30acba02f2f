import type { Call } from "./call.js";

/** What an operation does that no schema says. */
export interface Special {
  /** Its method and path template, or what those of several operations have in common. */
  readonly name: string | RegExp;
  /** The lists of other APIs in which something comes of it. */
  readonly reaches?: readonly string[];
  /**
   * Answers a call whose path leads to something.
   *
   * @param usual What is answered, and done, without it.
   */
  readonly answer: (call: Call, usual: () => unknown) => unknown;
}
