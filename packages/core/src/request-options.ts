/** Headers of a call: a `Headers` object, or a record in which undefined stands for "leave it out". */
export type HeaderValues = Headers | Readonly<Record<string, string | undefined>>;

/** What every call can be given, next to the operation's own `params` and `body`. */
export interface RequestOptions {
  /** Further headers. Those of the signature (`X-Ovh-Application`, `-Consumer`, `-Timestamp`, `-Signature`) are refused. */
  headers?: HeaderValues | undefined;
  /** Aborts the call; it rejects with the signal's own reason. */
  signal?: AbortSignal | undefined;
  /** Milliseconds that the whole call may take, reading the answer included; the client's `timeout` when left out. */
  timeout?: number | undefined;
  /** Whether to sign the call; when left out, the schema's word. */
  auth?: boolean | undefined;
}
