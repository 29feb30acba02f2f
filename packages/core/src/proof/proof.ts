/** A request as it is about to be sent. */
export interface FinalRequest {
  readonly method: string;
  /** The URL that a signature is made for. */
  readonly url: string;
  readonly body: string;
}

/** What shows OVH who calls. */
export interface Proof {
  readonly headers: Readonly<Record<string, string>>;
  /** Makes ready for a better proof after a refusal that one would mend: the clock was wrong, the token expired. */
  renew(refusal: Response): Promise<boolean>;
}

/** Proves who sends a request; called anew for each attempt. */
export type Prove = (request: FinalRequest) => Promise<Proof>;
