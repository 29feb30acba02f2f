/** What the client gives a {@link Fetch}. */
export interface FetchInit {
  method: string;
  headers: Record<string, string>;
  body?: string;
  redirect: "manual";
  /** Only the request for OVH's time has it. */
  cache?: "no-store";
  /** Asks for a connection that nothing was sent over so far, where it can be had. */
  newConnection?: true;
  signal: AbortSignal;
}

/** What the client needs of an answer; it comes back as the `response` of a result. */
export interface FetchResponse {
  readonly ok: boolean;
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  text(): Promise<string>;
}

/**
 * How requests are sent: `globalThis.fetch`, that of undici or node-fetch, or anything that can be called like them.
 *
 * Where it rejects with an error that has `sent: false`, nothing was sent; else the error's `code` tells.
 */
export interface Fetch {
  (url: string, init: FetchInit): Promise<FetchResponse>;
  /**
   * Whether the `signal` may be less than an AbortSignal, which costs much: `aborted`, `reason`, `throwIfAborted`, and
   * `addEventListener` and `removeEventListener` for an object with `handleEvent`.
   */
  readonly takesLightSignal?: true;
}
