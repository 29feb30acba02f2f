import { createClient, type Client, type PinnedClientOptions, type UntypedOperations } from "../../src/index.js";
import { keys } from "./keys.js";

/** One request as it was handed to `fetch`. */
export interface Sent {
  readonly method: string;
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly body: string | undefined;
}

export const serverTime = 1_457_018_875;

/** A client of ovh-eu whose requests are kept instead of sent; `/auth/time` is answered and not kept. */
export function captureClient(
  options: PinnedClientOptions = {},
  answer: (sent: Sent) => Response = () => new Response("null"),
): { ovh: Client<UntypedOperations>; sent: Sent[]; timeRequests: Sent[] } {
  const sent: Sent[] = [];
  const timeRequests: Sent[] = [];
  const fetch = async (url: string, init: RequestInit): Promise<Response> => {
    const request = {
      method: init.method ?? "GET",
      url,
      headers: Object.fromEntries(new Headers(init.headers)),
      body: init.body as string | undefined,
    };
    if (url.endsWith("/auth/time")) {
      timeRequests.push(request);
      return new Response(String(serverTime));
    }
    sent.push(request);
    return answer(request);
  };
  return { ovh: createClient({ endpoint: "ovh-eu", ...keys, fetch, ...options }), sent, timeRequests };
}
