import { describe, expect, it } from "vitest";
import type {
  Client,
  LimitedAnswer,
  LimitedRequest,
  Limiter,
  PinnedClientOptions,
  UntypedOperations,
} from "../src/index.js";
import { buildClient } from "./support/build-client.js";
import { createDeferred } from "./support/deferred.js";
import { createFakePlatform, type FakePlatform } from "./support/platform.js";
import { tick, untilSettled } from "./support/until-settled.js";

// Loaded before time is moved, as loading takes time of its own.
await Promise.all([
  import("../src/call/acquire.js"),
  import("../src/call/failed-answer.js"),
  import("../src/proof/token.js"),
]);

/** A client on a clock of the test's own, and when what it sends goes out, in milliseconds. */
function limited(
  options: PinnedClientOptions,
  answer: (url: string, nth: number) => Response | Promise<Response> = () => Response.json(1),
): { ovh: Client<UntypedOperations>; went: (readonly [path: string, at: number])[]; platform: FakePlatform } {
  const went: (readonly [string, number])[] = [];
  const platform = createFakePlatform(async (url) => {
    went.push([url.slice(url.lastIndexOf("/")), platform.monotonic() - 5000]);
    return answer(url, went.length);
  });
  const ovh = buildClient<UntypedOperations>(
    { endpoint: "ovh-eu", accessToken: "t", retry: false, ...options },
    platform,
  );
  return { ovh, went, platform };
}

/** Lets all that can be done be done, and moves time on in steps. */
async function pass(platform: FakePlatform, milliseconds: number, step = 100): Promise<void> {
  for (let passed = 0; passed < milliseconds; passed += step) {
    for (let turn = 0; turn < 5; turn++) await tick();
    platform.pass(step);
  }
  for (let turn = 0; turn < 5; turn++) await tick();
}

const paths = (count: number): string[] => Array.from({ length: count }, (_, index) => `/${index}`);

describe("the option limit", () => {
  it("lets so many requests go in any interval, in the order in which they were made", async () => {
    const { ovh, went, platform } = limited({ limit: { requests: 3, interval: 1000 } });
    const calls = paths(8).map((path) => ovh.GET(path, { timeout: Infinity }));
    await untilSettled(Promise.all(calls), () => platform.pass(100));
    expect(went.map(([path]) => path)).toEqual(paths(8));
    const start = went[0]![1];
    expect(went.map(([, at]) => Math.floor((at - start) / 1000))).toEqual([0, 0, 0, 1, 1, 1, 2, 2]);
  });

  it("lets so many be under way at a time", async () => {
    const answers = paths(5).map(() => createDeferred<Response>());
    const { ovh, went, platform } = limited({ limit: { concurrency: 2 } }, (_url, nth) => answers[nth - 1]!.promise);
    const calls = paths(5).map((path) => ovh.GET(path));
    await pass(platform, 100);
    expect(went).toHaveLength(2);
    answers[1]!.resolve(Response.json(1));
    await pass(platform, 100);
    expect(went.map(([path]) => path)).toEqual(["/0", "/1", "/2"]);
    for (const { resolve } of answers) {
      resolve(Response.json(1));
      await pass(platform, 100);
    }
    await Promise.all(calls);
    expect(went).toHaveLength(5);
  });

  it("is off where it is not given", async () => {
    const { ovh, went, platform } = limited({});
    const calls = paths(50).map((path) => ovh.GET(path));
    await pass(platform, 100);
    expect(went).toHaveLength(50);
    await Promise.all(calls);
  });

  it("counts the attempts of a call, each", async () => {
    const { ovh, went, platform } = limited(
      { limit: { requests: 1, interval: 60_000 }, retry: 1 },
      (_url, nth) => new Response("{}", { status: nth === 1 ? 502 : 200 }),
    );
    const call = ovh.GET("/me");
    await pass(platform, 60_000, 10_000);
    expect((await call).data).toEqual({});
    expect(went.map(([, at]) => at)).toEqual([0, 60_000]);
  });

  it("is each consumer key's own", async () => {
    const secret = { accessToken: undefined, applicationKey: "ak", applicationSecret: "as", consumerKey: "ck" };
    const { ovh, went, platform } = limited({ ...secret, limit: { requests: 1, interval: 60_000 } }, (url) =>
      url.endsWith("/time") ? new Response("1457018875") : Response.json(1),
    );
    const calls = [ovh, ovh.withConsumerKey("other")].map((client) => client.GET("/me"));
    await pass(platform, 100);
    await Promise.all(calls);
    expect(went.map(([path]) => path)).toEqual(["/time", "/me", "/me"]);
  });

  it("waits after a 429 as long as OVH says, and lets half as many go until all is well again", async () => {
    const { ovh, went, platform } = limited({ limit: { requests: 4, interval: 1000 } }, (_url, nth) =>
      nth === 1 ? new Response("{}", { status: 429, headers: { "retry-after": "5" } }) : Response.json(1),
    );
    await ovh.GET("/first");
    const calls = paths(12).map((path) => ovh.GET(path));
    await pass(platform, 12_000);
    await Promise.all(calls);
    const seconds = went.map(([, at]) => Math.floor(at / 1000));
    expect(seconds.filter((second) => second === 0)).toHaveLength(1);
    expect(seconds.filter((second) => second > 0 && second < 5)).toEqual([]);
    expect(seconds.filter((second) => second === 5).length).toBeLessThan(4);
    expect(seconds.filter((second) => second === 7)).toHaveLength(4);
  });

  it("lets a waiting call be aborted, and time out, and holds nobody else up", async () => {
    const { ovh, went, platform } = limited({ limit: { requests: 1, interval: 60_000 } });
    await ovh.GET("/first");
    const controller = new AbortController();
    const aborted = ovh.GET("/aborted", { signal: controller.signal }).catch((error: unknown) => error);
    const late = ovh.GET("/late", { timeout: 1000 }).catch((error: unknown) => error);
    const next = ovh.GET("/next");
    await pass(platform, 100);
    controller.abort(new Error("enough"));
    expect(await aborted).toEqual(new Error("enough"));
    await pass(platform, 1000);
    expect(await late).toMatchObject({ name: "OvhTimeoutError", sent: false, attempts: 0 });
    await pass(platform, 60_000, 10_000);
    await next;
    expect(went.map(([path]) => path)).toEqual(["/first", "/next"]);
  });

  it.each([
    [{ requests: 0 }, "limit.requests has to be a number from 1; found 0."],
    [{ interval: "1" }, "limit.interval has to be a number from 1; found a string."],
    [{ concurrency: Number.NaN }, "limit.concurrency has to be a number from 1; found NaN."],
    [5, "limit has to be an object; found a number."],
  ])("%j is refused, and nothing is sent", async (limit, sentence) => {
    const { ovh, went } = limited({ limit: limit as never });
    await expect(ovh.GET("/me")).rejects.toThrow(sentence);
    expect(went).toEqual([]);
  });
});

describe("a limiter that is kept elsewhere", () => {
  it("is asked before each attempt, and told what came of it", async () => {
    const asked: Omit<LimitedRequest, "signal">[] = [];
    const told: LimitedAnswer[] = [];
    const limit: Limiter = {
      async acquire({ signal: _, ...request }) {
        asked.push(request);
        return (answer) => void told.push(answer);
      },
    };
    const { ovh, platform } = limited({ limit, retry: 1 }, (_url, nth) => {
      if (nth === 1) throw Object.assign(new TypeError("fetch failed"), { cause: { code: "ECONNRESET" } });
      return new Response("{}", { status: 429, headers: { "retry-after": "2" } });
    });
    const params = { path: { serviceName: "vps-1" } };
    const call = ovh.GET("/vps/{serviceName}", { params, timeout: Infinity });
    expect((await untilSettled(call, () => platform.pass(100))).error?.status).toBe(429);
    const account = asked[0]!.account;
    expect(account).toMatch(/^[0-9a-f]{16}$/);
    expect(asked).toEqual([1, 2].map(() => ({ method: "GET", path: "/vps/{serviceName}", account })));
    expect(told).toEqual([
      { status: undefined, retryAfter: undefined },
      { status: 429, retryAfter: 2000 },
    ]);
  });

  it("fails the call with what it throws", async () => {
    const limit: Limiter = { acquire: () => Promise.reject(new Error("no connection to the store")) };
    const { ovh, went } = limited({ limit });
    await expect(ovh.GET("/me")).rejects.toThrow("no connection to the store");
    expect(went).toEqual([]);
  });
});
