import type { HttpMethod } from "../http-method.js";

/** A request that waits for its turn. */
export interface LimitedRequest {
  readonly method: HttpMethod;
  /** The path as the program wrote it. */
  readonly path: string;
  /** A name for the consumer key, OAuth2 client or token that the request is made with, which does not tell what it is. */
  readonly account: string;
  /** Ends the wait: the call was aborted, or its time is over. */
  readonly signal: AbortSignal;
}

/** What a limiter is told when a request is over. */
export interface LimitedAnswer {
  /** The status of its answer; undefined where none came. */
  readonly status: number | undefined;
  /** The header `Retry-After` in milliseconds, where it has one. */
  readonly retryAfter: number | undefined;
}

/**
 * Lets requests go when it is their turn. One that several processes share is kept elsewhere: `limit` takes whatever has
 * this form.
 */
export interface Limiter {
  /**
   * Waits until a request may go; each attempt of a call asks.
   *
   * @returns What is called when the request is over.
   * @throws {unknown} What the call then fails with; the signal's reason, when it is aborted.
   */
  acquire(request: LimitedRequest): Promise<(answer: LimitedAnswer) => void>;
}

/** How many requests a client sends, of each consumer key. */
export interface LimitRule {
  /** So many in any `interval`; as many as there are, when left out. */
  requests?: number | undefined;
  /** In milliseconds; 60,000 when left out. */
  interval?: number | undefined;
  /** So many at a time; as many as there are, when left out. */
  concurrency?: number | undefined;
}
