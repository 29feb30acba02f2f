import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { retryAfter } from "../src/call/repeat.js";
import type { HttpMethod, PinnedClientOptions, RequestOptions, RetryOption } from "../src/index.js";
import { type Answers, fakeOvh } from "./support/ovh.js";
import type { FakePlatform } from "./support/platform.js";
import { tick, untilSettled } from "./support/until-settled.js";

const token = { accessToken: "t" };
/** Makes calls and moves time on while they wait; tells how often OVH was asked. */
async function callWith(
  answer: Answers[string],
  options: PinnedClientOptions,
  method: HttpMethod = "GET",
  path: string = "/x",
  init: RequestOptions = {},
) {
  const { ovh, platform, count } = fakeOvh({ ...token, ...options }, { [path]: answer });
  const start = platform.monotonic();
  const call = ovh[method](path, init).then(
    ({ data, error }) => ({ data, error }),
    (error: unknown) => ({ error: error as Record<string, unknown> }),
  );
  const outcome = await untilSettled(call, () => passWait(platform));
  return { ...outcome, requests: count(path), waited: platform.monotonic() - start };
}

/** Moves time on to the end of a wait; the call's own deadline is the last to come. */
function passWait(platform: FakePlatform): void {
  const waits = [...platform.timers].map(({ due }) => due - platform.monotonic());
  if (waits.length > 1) platform.pass(Math.min(...waits));
}

const status =
  (code: number, headers: Record<string, string> = {}) =>
  () =>
    new Response("{}", { status: code, headers });
const reset = (): never => {
  throw Object.assign(new TypeError("fetch failed"), { cause: { code: "ECONNRESET" } });
};

describe("the option retry", () => {
  const rows: readonly (readonly [RetryOption | undefined, number])[] = [
    [undefined, 3],
    [false, 1],
    [0, 1],
    [5, 6],
    [10, 11],
    [{ limit: 1 }, 2],
    [{ "5xx": [] }, 1],
    [{ "5xx": ["POST"] }, 1],
    [{ 429: [], limit: 4 }, 5],
  ];
  it.each(rows)(
    "%j, of a client or of a call, makes a GET that is answered 502 go out %i times",
    async (retry, requests) => {
      expect((await callWith(status(502), { retry })).requests).toBe(requests);
      expect((await callWith(status(502), {}, "GET", "/x", { retry })).requests).toBe(requests);
      const { error } = await callWith(status(502), { retry: 7 }, "GET", "/x", { retry: retry ?? 2 });
      expect(error).toMatchObject({ attempts: requests, status: 502 });
    },
  );

  it("lets a POST be repeated where the program knows that it may be", async () => {
    const retry = { unanswered: ["POST"], "5xx": ["POST"] } as const;
    expect(await callWith(reset, { retry }, "POST")).toMatchObject({ requests: 3, error: { maybeApplied: true } });
    expect(await callWith(status(502), { retry }, "POST")).toMatchObject({
      requests: 3,
      error: { maybeApplied: true },
    });
  });
});

describe("a write that moves money", () => {
  const all = ["GET", "POST", "PUT", "DELETE"] as const;
  const late = status(408);
  const retry = { limit: 5, unanswered: all, 408: all, 429: all, "5xx": all };
  const paths: readonly (readonly [HttpMethod, string, boolean])[] = [
    ["POST", "/order/cart/1/checkout", true],
    ["POST", "/v1/order/cart/1/checkout", true],
    ["PUT", "/v2/order/x", true],
    ["DELETE", "/order/cart/1", true],
    ["POST", "/me/order/1/payWithRegisteredPaymentMean", true],
    ["POST", "/me/order/1/pay", true],
    ["GET", "/order/cart/1", false],
    ["PUT", "/me/payment/1", false],
    ["POST", "/me/repay", false],
    ["POST", "/orders/1", false],
  ];
  it.each(paths)("%s %s, whatever the options say: %s", async (method, path, isSo) => {
    for (const answer of [status(429), late, status(503, { "Retry-After": "1" }), reset]) {
      const { requests } = await callWith(answer, { retry }, method, path);
      // 408 leads to one repeat of a POST.
      expect(requests).toBe(isSo ? 1 : method === "POST" && answer === late ? 2 : 6);
    }
  });

  it("is sent again where nothing was sent, and where its proof was refused", async () => {
    const refused = (): never => {
      throw Object.assign(new TypeError("fetch failed"), { cause: { code: "ECONNREFUSED" } });
    };
    expect((await callWith(refused, {}, "POST", "/order/cart")).requests).toBe(3);
    const { ovh, count } = fakeOvh(
      { clientId: "EU.1", clientSecret: "s" },
      {
        "/order/cart": ({ headers }) =>
          headers.get("authorization") === "Bearer 1" ? new Response("{}", { status: 401 }) : Response.json(1),
        "https://www.ovh.com/auth/oauth2/token": () => Response.json(1),
        "/auth/oauth2/token": () => Response.json({ access_token: String(count("/auth/oauth2/token")) }),
      },
    );
    expect((await ovh.POST("/order/cart")).data).toBe(1);
    expect(count("/order/cart")).toBe(2);
  });

  it("is known by where a middleware sends it", async () => {
    const { ovh, count } = fakeOvh({ ...token, retry }, { "/order/cart": status(429) });
    ovh.use({ onRequest: ({ request }) => new Request(request.url.replace("/x", "/order/cart"), { method: "POST" }) });
    expect((await ovh.GET("/x")).error?.status).toBe(429);
    expect(count("/order/cart")).toBe(1);
  });
});

describe("waiting before an attempt", () => {
  it("is anything up to twice as long as the last time, 8 seconds at most", async () => {
    const waits = async (random: number): Promise<number> => {
      const { ovh, platform } = fakeOvh({ ...token, retry: 8 }, { "/x": status(500) });
      platform.chance = random;
      const start = platform.monotonic();
      await untilSettled(ovh.GET("/x"), () => passWait(platform));
      return platform.monotonic() - start;
    };
    expect(await waits(0)).toBe(0);
    // 200, 400, 800, 1600, 3200, 6400 and twice 8000.
    expect(await waits(1)).toBe(200 + 400 + 800 + 1600 + 3200 + 6400 + 8000 + 8000);
  });

  it.each([
    ["7", 7000],
    [" 7 ", 7000],
    ["0", 0],
    ["Tue, 14 Nov 2023 22:13:30 GMT", 10_000],
    ["Tuesday, 14-Nov-23 22:13:30 GMT", 10_000],
    ["Tue Nov 14 22:13:30 2023", 10_000],
    ["Tue, 14 Nov 2020 22:13:30 GMT", 0],
    ["-1", undefined],
    ["1.5", undefined],
    ["soon", undefined],
    ["", undefined],
    ["7, 7", undefined],
  ])("follows Retry-After: %j", (asked, milliseconds) => {
    const headers = new Headers({ "Retry-After": asked });
    expect(retryAfter(headers, Date.parse("2023-11-14T22:13:20Z"))).toBe(milliseconds);
    // The server's own clock counts where the answer tells it.
    headers.set("Date", "Tue, 14 Nov 2023 22:13:20 GMT");
    expect(retryAfter(headers, 0)).toBe(milliseconds);
  });

  it("is not begun when it would outlast the call; the error says how long OVH asks for", async () => {
    const { error, waited } = await callWith(status(429, { "Retry-After": "120" }), { timeout: 60_000 });
    expect(error).toMatchObject({ status: 429, attempts: 1, headers: { "retry-after": "120" } });
    expect(String(error?.["message"])).toContain("Try again in 120 s.");
    expect(waited).toBe(0);
    const dated = await callWith(status(503, { "Retry-After": "Tue, 14 Nov 2035 22:13:30 GMT" }), {});
    expect(String(dated.error?.["message"])).toContain("Try again after Tue, 14 Nov 2035 22:13:30 GMT.");
  });

  it("ends at once when the call is aborted, and nothing goes out any more", async () => {
    const { ovh, platform, count } = fakeOvh(token, { "/x": status(503) });
    const controller = new AbortController();
    const call = ovh.GET("/x", { signal: controller.signal });
    while (platform.timers.size < 2) await tick();
    const reason = { my: "reason" };
    controller.abort(reason);
    await expect(call).rejects.toBe(reason);
    expect([platform.timers.size, count("/x")]).toEqual([0, 1]);
  });
});

describe("what repeats are taken from", () => {
  it("lasts for 10 of them, and grows with what is called", async () => {
    const { ovh, platform, count } = fakeOvh({ ...token, retry: 10 }, { "/x": status(500) });
    platform.chance = 0;
    const attemptsOf = async (): Promise<number> => {
      const before = count("/x");
      await untilSettled(ovh.GET("/x"), () => platform.pass(0));
      return count("/x") - before;
    };
    expect(await attemptsOf()).toBe(11);
    const later: number[] = [];
    for (let calls = 0; calls < 24; calls++) later.push(await attemptsOf());
    expect(later.reduce((sum, one) => sum + one)).toBe(24 + 2);
    // Customers of one application share it.
    expect((await ovh.GET("/x", { retry: false })).error?.status).toBe(500);
  });
});

describe("an answer", () => {
  it("counts by what it decompresses to, for errors and tokens too", async () => {
    const bomb = gzipSync(Buffer.alloc(4 * 2 ** 20, " "));
    expect(bomb.byteLength).toBeLessThan(8192);
    let read = 0;
    // As fetch gives it: decompressed as it is read.
    const unpacked = (code: number) => () =>
      new Response(
        new ReadableStream({
          pull(controller) {
            read += 2 ** 16;
            controller.enqueue(new Uint8Array(2 ** 16));
          },
        }),
        { status: code },
      );
    const options = { maxResponseSize: 2 ** 20, retry: false } as const;
    const success = await callWith(unpacked(200), options);
    expect(success.error).toMatchObject({ name: "OvhParseError", status: 200 });
    expect(String(success.error?.["message"])).toBe(
      "GET /x was answered 200 with more than the 1048576 bytes that maxResponseSize allows.",
    );
    expect((await callWith(unpacked(500), options)).error).toMatchObject({ name: "OvhApiError", status: 500 });
    const oauth2 = { clientId: "EU.1", clientSecret: "s", retry: false } as const;
    const { ovh } = fakeOvh(oauth2, { "/auth/oauth2/token": unpacked(200) });
    await expect(ovh.GET("/x")).rejects.toMatchObject({ name: "OvhParseError" });
    expect(read).toBeLessThan(6 * 2 ** 20);
  });

  it("is taken for the time only where it is short", async () => {
    let read = 0;
    const endless = (): Response =>
      new Response(
        new ReadableStream({
          pull(controller) {
            read++;
            controller.enqueue(new TextEncoder().encode("1700000000"));
          },
        }),
      );
    const keys = { applicationKey: "a", applicationSecret: "b", consumerKey: "c" };
    const { ovh, platform } = fakeOvh(keys, { "/auth/time": endless, "/x": () => Response.json(1) });
    expect((await ovh.GET("/x")).data).toBe(1);
    expect(platform.warnings).toEqual([expect.stringContaining("OVH did not tell its time")]);
    expect(read).toBeLessThan(200);
  });
});
