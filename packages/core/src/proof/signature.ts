import { webPlatform } from "../platform.js";
import type { Prove, ProofContext } from "./proof.js";

/** What a signature is made of: every string exactly as it travels. */
export interface SignatureParts {
  readonly applicationSecret: string;
  readonly consumerKey: string;
  /** `GET`, `POST`, `PUT`, `DELETE`, in capitals. */
  readonly method: string;
  /** The absolute URL exactly as it is sent: scheme, host, port, path and query, percent-encoding included. */
  readonly url: string;
  /** The body exactly as it is sent; `""` when there is none. */
  readonly body: string;
  /** Unix seconds by OVH's clock, the same number as in `X-Ovh-Timestamp`. */
  readonly timestamp: number;
}

/**
 * Makes the value of `X-Ovh-Signature`: `$1$` and the SHA-1 of the parts joined by `+`, in hexadecimal.
 *
 * It validates and normalises nothing; whatever strings go in are signed. (Source: OVH's "First steps with the API" and
 * its SDKs, whose published signatures are among this package's tests.)
 *
 * @throws {OvhConfigError} Where the runtime has no `crypto.subtle`.
 *
 * @example
 * const signature = await sign({
 *   applicationSecret,
 *   consumerKey,
 *   method: "GET",
 *   url: "https://eu.api.ovh.com/1.0/me",
 *   body: "",
 *   timestamp: 1457018875,
 * });
 */
export async function sign(parts: SignatureParts): Promise<string> {
  return `$1$${await webPlatform.sha1(textOf(parts))}`;
}

function textOf({ applicationSecret, consumerKey, method, url, body, timestamp }: SignatureParts): string {
  return [applicationSecret, consumerKey, method, url, body, timestamp].join("+");
}

/** Proves by signing, on OVH's time; a refusal as out of time leads to a new measurement of it. */
export function proveBySignature(
  applicationSecret: string,
  consumerKey: string,
  { clock, network }: Pick<ProofContext, "clock" | "network">,
): Prove {
  return async (request, signal) => {
    const time = await clock.current(signal);
    const timestamp = time.timestamp();
    const hash = await network.sha1(textOf({ applicationSecret, consumerKey, timestamp, ...request }));
    return {
      headers: {
        "x-ovh-consumer": consumerKey,
        "x-ovh-timestamp": String(timestamp),
        "x-ovh-signature": `$1$${hash}`,
      },
      renewal: "clock",
      renew: async ({ response, text }) =>
        response.status === 400 && text.includes('"QUERY_TIME_OUT"') && clock.correct(time, response, signal),
    };
  };
}
