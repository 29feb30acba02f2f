import { createHash } from "node:crypto";

/** What a signature is made of, as it was received. */
export interface SignedParts {
  readonly applicationSecret: string;
  readonly consumerKey: string;
  readonly method: string;
  /** The absolute URL as it went over the wire. */
  readonly url: string;
  readonly body: Uint8Array;
  readonly timestamp: string;
}

/** The signature that a request has to carry: of its bytes, whether or not they are text. */
export function signatureOf({ applicationSecret, consumerKey, method, url, body, timestamp }: SignedParts): string {
  const hash = createHash("sha1").update(`${applicationSecret}+${consumerKey}+${method}+${url}+`);
  return `$1$${hash.update(body).update(`+${timestamp}`).digest("hex")}`;
}
