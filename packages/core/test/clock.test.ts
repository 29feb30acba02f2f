import { describe, expect, it, vi } from "vitest";
import type { UntypedOperations } from "../src/index.js";
import { buildClient } from "./support/build-client.js";
import { createDeferred } from "./support/deferred.js";
import { keys } from "./support/keys.js";
import { createFakePlatform } from "./support/platform.js";

const queryTimeOut = (): Response =>
  Response.json(
    { errorCode: "QUERY_TIME_OUT", httpCode: "400 Bad Request", message: "Query out of time" },
    { status: 400 },
  );

/** An OVH with a clock of its own, which refuses signatures made more than 30 seconds away from it. */
function createOvh(options: { skew?: number; time?: () => Response | Promise<Response> } = {}) {
  const { skew = 0, time } = options;
  const server = { offset: skew * 1000, timeRequests: 0, timestamps: [] as number[] };
  const platform = createFakePlatform(async (url, init) => {
    const now = Math.floor((platform.wallClock() + server.offset) / 1000);
    if (url.endsWith("/auth/time")) {
      server.timeRequests++;
      return time === undefined ? new Response(String(now)) : time();
    }
    const timestamp = Number(new Headers(init.headers).get("x-ovh-timestamp"));
    server.timestamps.push(timestamp);
    return Math.abs(timestamp - now) > 30 ? queryTimeOut() : Response.json("fine");
  });
  const ovh = buildClient<UntypedOperations>({ endpoint: "ovh-eu", ...keys }, platform);
  return { ovh, server, platform };
}

describe("the clock", () => {
  it("is asked once for 1,000 cold calls at a time", async () => {
    const { ovh, server } = createOvh();
    const results = await Promise.all(Array.from({ length: 1000 }, () => ovh.GET("/me")));
    expect(results.every(({ data }) => data === "fine")).toBe(true);
    expect(server.timeRequests).toBe(1);
  });

  const year = 365 * 24 * 3600;

  it.each([1, -1, 60, -60, 3600, -3600, 10 * year, -10 * year])("makes up for a skew of %i seconds", async (skew) => {
    const { ovh, server } = createOvh({ skew });
    expect((await ovh.GET("/me")).data).toBe("fine");
    expect(server).toMatchObject({ timeRequests: 1, timestamps: [1_700_000_000 + skew] });
  });

  it("goes on by itself, whatever happens to the computer's clock", async () => {
    const { ovh, server, platform } = createOvh();
    await ovh.GET("/me");
    platform.pass(86_400_000);
    const now = platform.wallClock();
    platform.setWallClock(now + 3_600_000);
    server.offset = -3_600_000;
    expect((await ovh.GET("/me")).data).toBe("fine");
    expect(server).toMatchObject({ timeRequests: 1, timestamps: [1_700_000_000, 1_700_086_400] });
  });

  it("is asked once more when 100 calls at a time are out of time, and each is sent once more", async () => {
    const { ovh, server } = createOvh();
    await ovh.GET("/me");
    server.offset = 3_600_000;
    const results = await Promise.all(Array.from({ length: 100 }, () => ovh.POST("/me", { body: {} })));
    expect(results.every(({ data }) => data === "fine")).toBe(true);
    expect(server.timeRequests).toBe(2);
    expect(server.timestamps).toHaveLength(201);
  });

  it.each([3600, -3600])("survives a jump of %i seconds while 1,000 calls are under way", async (jump) => {
    const { ovh, server } = createOvh();
    await ovh.GET("/me");
    const calls = Array.from({ length: 1000 }, async (_, index) => {
      // The jump comes amid them: some are on their way, some have not begun.
      if (index === 500) server.offset = jump * 1000;
      for (let turn = 0; turn < index % 7; turn++) await Promise.resolve();
      return ovh.POST("/me", { body: {} });
    });
    const results = await Promise.all(calls);
    expect(results.every(({ data }) => data === "fine")).toBe(true);
    expect(server.timeRequests).toBe(2);
  });

  it("corrects a call once, then hands back the error", async () => {
    const { ovh, server } = createOvh({ time: () => new Response("1000000000") });
    const { error } = await ovh.GET("/me");
    expect(error).toMatchObject({ name: "OvhAuthError", status: 400, errorCode: "QUERY_TIME_OUT" });
    expect(server.timeRequests).toBe(2);
    expect(server.timestamps).toHaveLength(2);
  });

  it("hands back another 400 as it is", async () => {
    const fetch = vi.fn<() => Promise<Response>>(async () => Response.json({ message: "Bad" }, { status: 400 }));
    const platform = createFakePlatform(fetch);
    const ovh = buildClient({ endpoint: "ovh-eu", ...keys }, platform);
    expect((await ovh.request("GET", "/me")).error?.serverMessage).toBe("Bad");
    expect(fetch).toHaveBeenCalledTimes(2);
  });

  const date = { date: "Tue, 14 Nov 2023 23:13:20 GMT" };

  it.each([
    ["an HTML page with a Date", () => new Response("<html>", { headers: date }), 1_700_003_600],
    ["a 503 with a Date", () => new Response("1700000000", { status: 503, headers: date }), 1_700_003_600],
    ["a float with a Date", () => new Response("1700003600.5", { headers: date }), 1_700_003_600],
    ["a negative number", () => new Response("-1700003600"), 1_700_000_000],
    ["milliseconds", () => new Response("1700003600000"), 1_700_000_000],
    ["an invalid Date", () => new Response("", { headers: { date: "soon" } }), 1_700_000_000],
    [
      "a redirect",
      () => new Response(null, { status: 302, headers: { location: "https://evil.example" } }),
      1_700_000_000,
    ],
    ["a broken connection", () => Promise.reject(new TypeError("fetch failed")), 1_700_000_000],
  ])(
    "falls back on the Date header, else on the computer's clock, with one warning: %s",
    async (_title, time, timestamp) => {
      const { ovh, server, platform } = createOvh({ time });
      await Promise.all([ovh.GET("/me", { timeout: 1000 }), ovh.GET("/me")]);
      expect(new Set(server.timestamps)).toContain(timestamp);
      expect(platform.warnings).toHaveLength(1);
      expect(platform.warnings[0]).toContain("OVH did not tell its time");
    },
  );

  it("is not waited for longer than 12 seconds", async () => {
    const { ovh, platform, server } = createOvh({ time: () => new Promise<never>(() => undefined) });
    const call = ovh.GET("/me");
    await vi.waitFor(() => expect(server.timeRequests).toBe(1));
    platform.pass(12_000);
    expect((await call).data).toBe("fine");
    expect(platform.timers.size).toBe(0);
  });

  it("is kept for the others when the caller who asked first aborts", async () => {
    const asked = createDeferred<Response>();
    const { ovh, server } = createOvh({ time: () => asked.promise });
    const controller = new AbortController();
    const first = ovh.GET("/me", { signal: controller.signal });
    const second = ovh.GET("/me");
    await vi.waitFor(() => expect(server.timeRequests).toBe(1));
    controller.abort("enough");
    await expect(first).rejects.toBe("enough");
    asked.resolve(new Response("1700000000"));
    expect((await second).data).toBe("fine");
    expect(server.timeRequests).toBe(1);
    expect(server.timestamps).toHaveLength(1);
  });
});

describe("a clock that is told wrongly", () => {
  it("does not keep a failure: the next call measures anew", async () => {
    let fails = true;
    const platform = createFakePlatform(async (url) => {
      if (url.endsWith("/auth/time")) return new Response("no time");
      return Response.json("fine");
    });
    const warn = (): void => {
      if (!fails) return;
      fails = false;
      throw new Error("no console");
    };
    const ovh = buildClient<UntypedOperations>({ endpoint: "ovh-eu", ...keys }, { ...platform, warn });
    await expect(ovh.GET("/me")).rejects.toThrow("no console");
    expect((await ovh.GET("/me")).data).toBe("fine");
  });

  it("is not asked for the time again and again by calls that stay out of time", async () => {
    const { ovh, server, platform } = createOvh({ time: () => new Response("1600000000") });
    for (let count = 0; count < 50; count++) {
      expect((await ovh.GET("/me")).error?.errorCode).toBe("QUERY_TIME_OUT");
      platform.pass(50);
    }
    expect(server.timeRequests).toBe(2);
    expect(server.timestamps).toHaveLength(51);
  });

  it("believes the Date of a refusal more than a time that stays stale", async () => {
    const times: RequestInit[] = [];
    const platform = createFakePlatform(async (url, init) => {
      const now = Math.floor(platform.wallClock() / 1000);
      if (url.endsWith("/auth/time")) {
        times.push(init);
        return new Response("1600000000");
      }
      const skew = Math.abs(Number(new Headers(init.headers).get("x-ovh-timestamp")) - now);
      if (skew <= 30) return Response.json("fine");
      const headers = { date: new Date(platform.wallClock()).toUTCString() };
      return new Response('{"errorCode":"QUERY_TIME_OUT"}', { status: 400, headers });
    });
    const ovh = buildClient<UntypedOperations>({ endpoint: "ovh-eu", ...keys }, platform);
    expect((await ovh.GET("/me")).data).toBe("fine");
    expect((await ovh.GET("/me")).data).toBe("fine");
    expect(times.map(({ cache }) => cache)).toEqual(["no-store", "no-store"]);
    // A jump that comes at once is put right by the refusal alone.
    platform.setWallClock(platform.wallClock() + 3_600_000);
    expect((await ovh.GET("/me")).data).toBe("fine");
    expect(times).toHaveLength(2);
  });

  it.each(["1600000000", "<html>"])("distrusts an answer that has lain in a cache: %s", async (body) => {
    const headers = { age: "86400", date: "Sun, 13 Sep 2020 12:26:40 GMT" };
    const { ovh, server, platform } = createOvh({ time: () => new Response(body, { headers }) });
    expect((await ovh.GET("/me")).data).toBe("fine");
    expect(server.timeRequests).toBe(1);
    expect(platform.warnings).toEqual(["ovh-typed: OVH did not tell its time; signatures use this computer's clock."]);
  });

  it("counts on from the Date of a refusal, however long the question for the time takes or if it is given up", async () => {
    const skew = 3_600_000;
    const stalled = createDeferred<Response>();
    let questions = 0;
    const timestamps: number[] = [];
    const platform = createFakePlatform(async (url, init) => {
      const now = platform.wallClock() + skew;
      if (url.endsWith("/auth/time")) {
        questions++;
        // First a stale time, then no answer, then a right one.
        if (questions === 1) return new Response("1600000000");
        return questions === 2 ? stalled.promise : new Response(String(Math.floor(now / 1000)));
      }
      const timestamp = Number(new Headers(init.headers).get("x-ovh-timestamp"));
      timestamps.push(timestamp);
      if (Math.abs(timestamp - now / 1000) <= 30) return Response.json("fine");
      return new Response('{"errorCode":"QUERY_TIME_OUT"}', {
        status: 400,
        headers: { date: new Date(now).toUTCString() },
      });
    });
    const ovh = buildClient<UntypedOperations>({ endpoint: "ovh-eu", ...keys }, platform);
    const controller = new AbortController();
    const given = ovh.GET("/me", { signal: controller.signal });
    await vi.waitFor(() => expect(questions).toBe(2));
    controller.abort(new Error("enough"));
    await expect(given).rejects.toThrow("enough");
    platform.pass(600_000);
    expect((await ovh.GET("/me")).data).toBe("fine");
    // Nothing was refused for a Date of ten minutes ago.
    expect(timestamps).toEqual([1_600_000_000, 1_700_000_600 + skew / 1000]);
  });
});
