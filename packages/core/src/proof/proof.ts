import type { Signal } from "../deadline.js";
import type { BaseUrl } from "../endpoints/base-url.js";
import type { Platform } from "../platform.js";
import type { Clock } from "./clock.js";

/** A request as it is about to be sent. */
export interface FinalRequest {
  readonly method: string;
  /** The URL that a signature is made for. */
  readonly url: string;
  readonly body: string;
}

/** An answer, and its body. */
export interface Refusal {
  readonly response: Response;
  readonly text: string;
}

/** What shows OVH who calls. */
export interface Proof {
  /** By their names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** What of it may turn out wrong. */
  readonly renewal: "clock" | "token";
  /** Makes ready for a better proof after a refusal that one would mend: the clock was wrong, the token expired. */
  renew(refusal: Refusal): Promise<boolean>;
}

/** Proves who sends a request; called anew for each attempt. The signal says that the caller has gone. */
export type Prove = (request: FinalRequest, signal: Signal) => Promise<Proof>;

/** What proofs are made with. */
export interface ProofContext {
  readonly clock: Clock;
  readonly base: BaseUrl;
  /** The `tokenUrl` option, and the endpoint's own. */
  readonly tokenUrl: string | undefined;
  readonly usualTokenUrl: string | undefined;
  readonly network: Platform;
  /** Gets every secret added, so that none is ever told. */
  readonly secrets: Set<string>;
}

/** The headers that only the client sets. */
export const signatureHeaders: readonly string[] = [
  "x-ovh-application",
  "x-ovh-consumer",
  "x-ovh-timestamp",
  "x-ovh-signature",
];
