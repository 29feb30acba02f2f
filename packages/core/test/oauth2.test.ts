import { describe, expect, it, vi } from "vitest";
import { OvhAuthError, OvhNetworkError, OvhParseError, OvhProtocolError, OvhTimeoutError } from "../src/index.js";
import { createDeferred } from "./support/deferred.js";
import { type Answers, type Arrived, fakeOvh } from "./support/ovh.js";

const client = { clientId: "EU.0123456789abcdef", clientSecret: "5mBuy6SUQcRw2ZUxg0cG68BoDKpED4KY" };

const tokenPath = "/auth/oauth2/token";

/** An OVH that grants tokens t1, t2, … and takes those alone that `valid` says. */
function createOvh(options: { valid?: (token: string) => boolean; answers?: Answers; lifetime?: number } = {}) {
  const { valid = () => true, answers = {}, lifetime = 3599 } = options;
  let granted = 0;
  // What is repeated is the fault table's.
  return fakeOvh(
    { ...client, retry: false },
    {
      [tokenPath]: () =>
        Response.json({ access_token: `t${++granted}`, token_type: "Bearer", expires_in: lifetime, scope: "all" }),
      "/me": ({ headers }) => {
        const token = headers.get("authorization")?.replace("Bearer ", "") ?? "";
        return valid(token) ? Response.json(token) : Response.json({ message: "Token expired" }, { status: 401 });
      },
      ...answers,
    },
  );
}

const sentTokens = (arrived: readonly Arrived[]): (string | null)[] =>
  arrived.filter(({ url }) => url.endsWith("/me")).map(({ headers }) => headers.get("authorization"));

describe("OAuth2 client credentials", () => {
  it("fetch one token for 1,000 cold calls, with scope=all, and never the time", async () => {
    const { ovh, arrived, count } = createOvh();
    const results = await Promise.all(Array.from({ length: 1000 }, () => ovh.GET("/me")));
    expect(results.every(({ data }) => data === "t1")).toBe(true);
    expect([count(tokenPath), count("/me"), count("/auth/time")]).toEqual([1, 1000, 0]);
    const [request] = arrived;
    expect(request?.url).toBe("https://www.ovh.com/auth/oauth2/token");
    expect(request?.method).toBe("POST");
    expect(Object.fromEntries(new URLSearchParams(request?.body))).toEqual({
      grant_type: "client_credentials",
      client_id: client.clientId,
      client_secret: client.clientSecret,
      scope: "all",
    });
    for (const { headers } of arrived)
      expect([...headers.keys()].filter((name) => name.startsWith("x-ovh"))).toEqual([]);
  });

  it.each([
    ["ovh-eu", "released", "https://www.ovh.com/auth/oauth2/token"],
    ["ovh-ca", "released", "https://ca.ovh.com/auth/oauth2/token"],
    ["ovh-us", "released", "https://us.ovhcloud.com/auth/oauth2/token"],
    ["ovh-eu", "2026", "https://auth.eu.ovhcloud.com/oauth2/token"],
    ["ovh-ca", "2026", "https://auth.ca.ovhcloud.com/oauth2/token"],
  ] as const)("fetch tokens of %s, %s hosts, from %s", async (endpoint, hosts, url) => {
    const answer = (): Response => Response.json({ access_token: "t", expires_in: 3599 });
    const { ovh, arrived } = fakeOvh(
      { endpoint, hosts, ...client },
      { [tokenPath]: answer, "/oauth2/token": answer, "/me": () => Response.json(1) },
    );
    expect((await ovh.GET("/me")).data).toBe(1);
    expect(arrived[0]?.url).toBe(url);
  });

  it("fetch tokens of a sandbox from the sandbox, and from tokenUrl where that is given", async () => {
    const answers = { [tokenPath]: () => Response.json({ access_token: "t" }), "/me": () => Response.json(1) };
    const sandbox = fakeOvh({ ...client, baseUrl: "http://127.0.0.1:8080/1.0" }, answers);
    await sandbox.ovh.GET("/me");
    expect(sandbox.arrived[0]?.url).toBe("http://127.0.0.1:8080/auth/oauth2/token");
    const tokenUrl = "https://proxy.example/auth/oauth2/token";
    const proxied = fakeOvh({ ...client, baseUrl: "http://127.0.0.1:8080/1.0", tokenUrl }, answers);
    await proxied.ovh.GET("/me");
    expect(proxied.arrived[0]?.url).toBe(tokenUrl);
  });

  it.each([
    [3600, 3420],
    [300, 270],
    [40, 20],
  ])("renew a token of %i seconds after %i", async (lifetime, renewed) => {
    const { ovh, platform, count } = createOvh({ lifetime });
    await ovh.GET("/me");
    platform.pass(renewed * 1000 - 1000);
    expect((await ovh.GET("/me")).data).toBe("t1");
    platform.pass(1000);
    const results = await Promise.all([ovh.GET("/me"), ovh.GET("/me")]);
    expect(results.map(({ data }) => data)).toEqual(["t2", "t2"]);
    expect(count(tokenPath)).toBe(2);
  });

  it.each([
    ["401", () => Response.json({ class: "Client::Unauthorized", message: "You must login first" }, { status: 401 })],
    ["403 that says so", () => Response.json({ message: "The access token has expired" }, { status: 403 })],
  ])("are renewed once by all who were refused: %s", async (_title, refusal) => {
    let valid = "t1";
    const answers: Answers = {
      "/me": ({ headers }) => (headers.get("authorization") === `Bearer ${valid}` ? Response.json("fine") : refusal()),
    };
    const { ovh, count, arrived } = createOvh({ answers });
    await ovh.GET("/me");
    valid = "t2";
    const results = await Promise.all(Array.from({ length: 100 }, () => ovh.POST("/me", { body: {} })));
    expect(results.every(({ data }) => data === "fine")).toBe(true);
    expect([count(tokenPath), count("/me")]).toEqual([2, 201]);
    expect(new Set(sentTokens(arrived))).toEqual(new Set(["Bearer t1", "Bearer t2"]));
  });

  it("are renewed once for a call that stays refused", async () => {
    const { ovh, count } = createOvh({ valid: () => false });
    expect((await ovh.GET("/me")).error).toBeInstanceOf(OvhAuthError);
    expect([count(tokenPath), count("/me")]).toEqual([2, 2]);
  });

  it("are not renewed for a missing right", async () => {
    const answers = { "/me": () => Response.json({ class: "Client::Forbidden", message: "No" }, { status: 403 }) };
    const { ovh, count } = createOvh({ answers });
    expect((await ovh.GET("/me")).error?.status).toBe(403);
    expect([count(tokenPath), count("/me")]).toEqual([1, 1]);
  });

  it("fail for all who wait, and are asked for again by the next", async () => {
    let refused = 0;
    const answers: Answers = {
      [tokenPath]: () =>
        refused++ === 0
          ? Response.json({ error: "invalid_client" }, { status: 401 })
          : Response.json({ access_token: "t", expires_in: 3599 }),
    };
    const { ovh, count } = createOvh({ answers });
    const results = await Promise.allSettled([ovh.GET("/me"), ovh.GET("/me")]);
    expect(results.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    expect(count(tokenPath)).toBe(1);
    expect((await ovh.GET("/me")).data).toBe("t");
  });

  it.each([
    [
      "a refusal",
      () =>
        Response.json(
          { error: "invalid_client", error_description: "Client authentication failed." },
          { status: 401, headers: { "x-ovh-queryid": "EU.ext-1" } },
        ),
      OvhAuthError,
      "No access token: https://www.ovh.com/auth/oauth2/token answered 401 invalid_client: Client authentication " +
        "failed. Likely causes: a mistyped clientId or clientSecret; a client that was deleted; a client of another " +
        "region (ovh-eu, ovh-ca and ovh-us have their own). (X-OVH-QUERYID: EU.ext-1)",
    ],
    ["a page with 502", () => new Response("<html>", { status: 502 }), OvhAuthError, "answered 502. Try again later."],
    ["a page with 200", () => new Response("<html>"), OvhParseError, "answered 200 without an access token"],
    ["an answer without a token", () => Response.json({}), OvhParseError, "without an access token"],
    ["a token that no header holds", () => Response.json({ access_token: "a\nb" }), OvhParseError, "without"],
    ["a life of nothing", () => Response.json({ access_token: "a", expires_in: 0 }), OvhParseError, "without"],
    [
      "a redirect",
      () => new Response(null, { status: 302, headers: { location: "https://evil.example" } }),
      OvhProtocolError,
      "redirect",
    ],
    [
      "no connection",
      () => Promise.reject(new TypeError("fetch failed")),
      OvhNetworkError,
      "failed: no complete answer",
    ],
  ])("reject with what went wrong: %s", async (_title, answer, Kind, message) => {
    const { ovh, count } = createOvh({ answers: { [tokenPath]: answer } });
    const failure: unknown = await ovh.GET("/me").catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Kind);
    expect(String(failure)).toContain(message);
    expect(count("/me")).toBe(0);
  });

  it("are not waited for longer than 30 seconds, and survive the abort of who asked first", async () => {
    const asked = createDeferred<Response>();
    const { ovh, count, platform } = createOvh({ answers: { [tokenPath]: () => asked.promise } });
    const controller = new AbortController();
    const first = ovh.GET("/me", { signal: controller.signal });
    const second = ovh.GET("/me");
    await vi.waitFor(() => expect(count(tokenPath)).toBe(1));
    controller.abort("enough");
    await expect(first).rejects.toBe("enough");
    platform.pass(30_000);
    await expect(second).rejects.toBeInstanceOf(OvhTimeoutError);
  });
});

describe("an access token", () => {
  it("is sent as it is, without the time, and not with unsigned calls", async () => {
    const { ovh, arrived } = fakeOvh({ accessToken: " ready\n" }, { "/me": () => Response.json(1) });
    await ovh.GET("/me");
    await ovh.GET("/auth/time");
    await ovh.GET("/me", { auth: false });
    expect(arrived.map(({ headers }) => headers.get("authorization"))).toEqual(["Bearer ready", null, null]);
  });

  it("cannot be renewed", async () => {
    const refusal = (): Response => Response.json({ message: "Token expired" }, { status: 401 });
    const { ovh, count } = fakeOvh({ accessToken: "old" }, { "/me": refusal });
    expect((await ovh.GET("/me")).error?.message).toContain("401");
    expect(count("/me")).toBe(1);
  });
});

describe("a token that does not help", () => {
  it("is not renewed again and again by calls that stay refused", async () => {
    const { ovh, count, platform } = createOvh({ valid: () => false });
    for (let calls = 0; calls < 50; calls++) {
      expect((await ovh.GET("/me")).error?.status).toBe(401);
      platform.pass(50);
    }
    expect([count(tokenPath), count("/me")]).toEqual([2, 51]);
    platform.pass(60_000);
    expect((await ovh.GET("/me")).error?.status).toBe(401);
    expect(count(tokenPath)).toBe(3);
  });

  it("is kept as long as usual where its life is no number", async () => {
    const answer = '{"access_token":"t","expires_in":1e400}';
    const { ovh, count, platform } = createOvh({ answers: { [tokenPath]: () => new Response(answer) } });
    await ovh.GET("/me");
    platform.pass(3000_000);
    await ovh.GET("/me");
    expect(count(tokenPath)).toBe(1);
    platform.pass(599_000);
    await ovh.GET("/me");
    expect(count(tokenPath)).toBe(2);
  });
});
