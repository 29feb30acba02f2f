import type { Prove } from "./proof.js";
import type { Clock } from "./clock.js";
import { sign } from "./sign.js";

/** Proves by signing, on OVH's time; a refusal as out of time leads to a new measurement of it. */
export function proveBySignature(applicationSecret: string, consumerKey: string, clock: Clock): Prove {
  return async (request) => {
    const time = await clock.current();
    const timestamp = time.timestamp();
    return {
      headers: {
        "X-Ovh-Consumer": consumerKey,
        "X-Ovh-Timestamp": String(timestamp),
        "X-Ovh-Signature": await sign({ applicationSecret, consumerKey, ...request, timestamp }),
      },
      renew: async (refusal) => {
        if (refusal.status !== 400 || !/"QUERY_TIME_OUT"/.test(await textOf(refusal))) return false;
        await clock.after(time);
        return true;
      },
    };
  };
}

/** The body of a refusal, which stays to be read; `""` when it breaks off. */
export function textOf(refusal: Response): Promise<string> {
  return refusal
    .clone()
    .text()
    .catch(() => "");
}
