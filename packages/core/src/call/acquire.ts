import type { Credentials } from "../credentials/credentials.js";
import { OvhConfigError } from "../errors/config-error.js";
import type { Platform } from "../platform.js";
import { createGate, type Gate } from "./gate.js";
import type { LimitedRequest, Limiter, LimitRule } from "./limiter.js";
import { retryAfter } from "./repeat.js";
import { hexadecimal, kindOf } from "./text.js";

/** What limits a client's requests. */
export interface Limited {
  readonly limit: LimitRule | Limiter;
  readonly network: Pick<Platform, "monotonic" | "schedule" | "wallClock">;
  readonly identity: () => { readonly credentials: Credentials };
  /** Made with the first request. */
  gate?: Gate;
}

/** Waits until a request may go; what comes back is called when it is over. */
export async function acquire(
  limited: Limited,
  request: Omit<LimitedRequest, "account">,
): Promise<(response: Response | undefined) => void> {
  const { limit, network, identity } = limited;
  if (typeof limit !== "object" || limit === null) {
    throw new OvhConfigError(`limit has to be an object; found ${kindOf(limit)}.`);
  }
  const release =
    "acquire" in limit
      ? await limit.acquire({ ...request, account: await nameOf(identity().credentials) })
      : await (limited.gate ??= createGate(limit, network)).acquire(request);
  return (response) =>
    release({
      status: response?.status,
      retryAfter: response && retryAfter(response.headers, network.wallClock()),
    });
}

/** A name for whom the requests are made, which does not tell the secret that it stands for. */
async function nameOf({ consumerKey, clientId, accessToken, applicationKey }: Credentials): Promise<string> {
  const text = `ovh-typed account ${consumerKey ?? clientId ?? accessToken ?? applicationKey}`;
  return hexadecimal(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text))).slice(0, 16);
}
