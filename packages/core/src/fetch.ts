/** What the client gives a {@link Fetch}. */
export interface FetchInit {
  method: string;
  headers: Record<string, string>;
  body?: string;
  redirect: "manual";
  /** Only the request for OVH's time has it. */
  cache?: "no-store";
  signal: AbortSignal;
}

/** What the client needs of an answer; it comes back as the `response` of a result. */
export interface FetchResponse {
  readonly ok: boolean;
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  text(): Promise<string>;
}

/** How requests are sent: `globalThis.fetch`, that of undici or node-fetch, or anything that can be called like them. */
export type Fetch = (url: string, init: FetchInit) => Promise<FetchResponse>;
