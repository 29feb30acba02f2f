import { setTimeout } from "node:timers/promises";
import { type Endpoint, OvhAuthError } from "@ovh-typed/core";
import type { OvhClient } from "@ovh-typed/ovh-eu";

// In milliseconds.
const patience = 10 * 60_000;
const firstPause = 1_000;
const longestPause = 15_000;

/**
 * Resolves once the client's consumer key is validated.
 *
 * @param wait Waits for so many milliseconds.
 * @throws Error when ten minutes have passed before.
 */
export async function waitForValidation(
  ovh: OvhClient,
  endpoint: Endpoint,
  wait: (milliseconds: number) => Promise<unknown> = setTimeout,
): Promise<void> {
  let waited = 0;
  for (let pause = firstPause; ; pause = Math.min(pause * 1.5, longestPause)) {
    // Where an endpoint cannot be asked about the key, any signed call shows whether it works.
    const { data, error } = await ovh.GET(endpoint.currentCredential ? "/auth/currentCredential" : "/me");
    if (data !== undefined) return;
    // Until it is allowed, OVH refuses the key; every other error is one.
    if (!OvhAuthError.is(error)) throw error;
    if (waited + pause > patience) {
      const minutes = patience / 60_000;
      throw new Error(`The consumer key was not allowed within ${minutes} minutes. OVH's last word: ${error.message}`);
    }
    await wait(pause);
    waited += pause;
  }
}
