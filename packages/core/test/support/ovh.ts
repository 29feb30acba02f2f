import type { Client, PinnedClientOptions, UntypedOperations } from "../../src/index.js";
import { buildClient } from "./build-client.js";
import { createFakePlatform, type FakePlatform } from "./platform.js";

/** One request to a fake OVH. */
export interface Arrived {
  readonly method: string;
  readonly url: string;
  readonly headers: Headers;
  readonly body: string;
}

/** What a fake OVH answers a path with. */
export type Answers = Readonly<Record<string, (request: Arrived) => Response | Promise<Response>>>;

/** A client of an OVH made of answers by path, on a platform whose time a test moves. */
export function fakeOvh(
  options: PinnedClientOptions,
  answers: Answers,
): { ovh: Client<UntypedOperations>; platform: FakePlatform; arrived: Arrived[]; count(path: string): number } {
  const arrived: Arrived[] = [];
  const pathOf = (url: string): string => new URL(url).pathname.replace(/^\/1\.0/, "");
  const platform = createFakePlatform(async (url, init) => {
    const request = {
      method: init.method ?? "GET",
      url,
      headers: new Headers(init.headers),
      body: typeof init.body === "string" ? init.body : "",
    };
    arrived.push(request);
    const path = pathOf(url);
    const answer = answers[path];
    if (answer !== undefined) return answer(request);
    if (path === "/auth/time") return new Response(String(Math.floor(platform.wallClock() / 1000)));
    throw new TypeError(`Nobody answers ${path}.`);
  });
  const ovh = buildClient<UntypedOperations>({ endpoint: "ovh-eu", ...options }, platform);
  return { ovh, platform, arrived, count: (path) => arrived.filter(({ url }) => pathOf(url) === path).length };
}
