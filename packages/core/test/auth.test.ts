import { describe, expect, it, vi } from "vitest";
import { readOnly, readWrite, readWriteSafe, recursive } from "../src/auth/index.js";
import {
  type IamTables,
  OvhApiError,
  OvhAuthError,
  OvhConfigError,
  OvhParseError,
  OvhTimeoutError,
} from "../src/index.js";
import { keys } from "./support/keys.js";
import { type Answers, fakeOvh } from "./support/ovh.js";
import { tablesOf } from "./support/tables.js";
import { tick } from "./support/until-settled.js";

const { applicationKey, applicationSecret } = keys;

const application = { applicationKey, applicationSecret };

const newKey = {
  consumerKey: "newConsumerKey",
  validationUrl: "https://www.ovh.com/auth/?x",
  state: "pendingValidation",
};

const requested: Answers = { "/auth/credential": () => Response.json(newKey) };

const ofState = (status: string) => (): Response => Response.json({ credentialId: 1, status });

describe("requestConsumerKey", () => {
  it("asks for the rights, and the client uses the new key at once", async () => {
    const { ovh, arrived } = fakeOvh(application, { ...requested, "/me": () => Response.json("fine") });
    await expect(ovh.GET("/me")).rejects.toThrow("auth.requestConsumerKey requests one");
    const answer = await ovh.auth.requestConsumerKey({
      accessRules: [
        { method: "GET", path: "/me" },
        { method: "GET", path: "/me" },
        { method: "GET", path: "/domain/zone/*/record/*" },
        { method: "GET", path: "/domain/zone/{zoneName}/record/{id}" },
      ],
      redirection: "https://example.com/",
      allowedIPs: ["192.0.2.0/24"],
    });
    expect(answer).toEqual(newKey);
    expect(JSON.parse(arrived[0]?.body ?? "")).toEqual({
      accessRules: [
        { method: "GET", path: "/me" },
        { method: "GET", path: "/domain/zone/*/record/*" },
      ],
      redirection: "https://example.com/",
      allowedIPs: ["192.0.2.0/24"],
    });
    expect(arrived[0]?.headers.get("x-ovh-signature")).toBeNull();
    expect((await ovh.GET("/me")).data).toBe("fine");
    expect(arrived.at(-1)?.headers.get("x-ovh-consumer")).toBe(newKey.consumerKey);
  });

  it("sends what was asked for and nothing else", async () => {
    const { ovh, arrived } = fakeOvh(application, requested);
    await ovh.auth.requestConsumerKey({ accessRules: readOnly });
    expect(arrived[0]?.body).toBe('{"accessRules":[{"method":"GET","path":"/*"}]}');
  });

  it.each([
    ["no rules", [], "at least one rule"],
    ["no list", "GET /me", "at least one rule"],
    ["a method that OVH lacks", [{ method: "PATCH", path: "/me" }], "An access rule has to be a method"],
    ["a path without a slash", [{ method: "GET", path: "me" }], "begins with a slash"],
    ["a path with white space", [{ method: "GET", path: "/me " }], "begins with a slash"],
  ])("refuses %s", async (_title, accessRules, message) => {
    const { ovh, arrived } = fakeOvh(application, requested);
    const call = ovh.auth.requestConsumerKey({ accessRules: accessRules as never });
    await expect(call).rejects.toThrow(TypeError);
    await expect(call).rejects.toThrow(message);
    expect(arrived).toEqual([]);
  });

  it.each([{}, { accessToken: "t" }, { clientId: "i", clientSecret: "s" }])(
    "needs an application: %j",
    async (given) => {
      const { ovh } = fakeOvh(given, requested);
      const call = ovh.auth.requestConsumerKey({ accessRules: readOnly });
      await expect(call).rejects.toThrow(OvhConfigError);
      await expect(call).rejects.toThrow("from https://eu.api.ovh.com/createApp/");
    },
  );

  it.each([{}, { consumerKey: "a b", validationUrl: "u" }, { consumerKey: "hunter2" }])(
    "rejects an answer that is none, showing nothing of it: %j",
    async (answer) => {
      const { ovh } = fakeOvh(application, { "/auth/credential": () => Response.json(answer) });
      const failure: unknown = await ovh.auth
        .requestConsumerKey({ accessRules: readOnly })
        .catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(OvhParseError);
      expect(JSON.stringify(failure)).not.toContain("hunter2");
    },
  );

  it("throws OVH's refusal", async () => {
    const refusal = (): Response => Response.json({ errorCode: "INVALID_KEY", message: "Invalid" }, { status: 403 });
    const { ovh } = fakeOvh(application, { "/auth/credential": refusal });
    await expect(ovh.auth.requestConsumerKey({ accessRules: readOnly })).rejects.toThrow(OvhAuthError);
  });
});

/** Waits for a key whose state is answered in turn; gives the outcome and the waits between the questions. */
async function wait(
  states: readonly (() => Response)[],
  options: { deadline?: number; signal?: AbortSignal } = {},
  endpoint: "ovh-eu" | "runabove-ca" = "ovh-eu",
) {
  let asked = 0;
  const state = (): Response => states[Math.min(asked++, states.length - 1)]!();
  const { ovh, platform, count } = fakeOvh({ ...keys, endpoint }, { "/auth/currentCredential": state, "/me": state });
  const started = platform.monotonic();
  const waits: number[] = [];
  const progress = { settled: false };
  const outcome = ovh.auth
    .waitForValidation(options)
    .then(
      () => "validated",
      (error: unknown) => error,
    )
    .finally(() => {
      progress.settled = true;
    });
  let last = 0;
  while (!progress.settled) {
    const before = asked;
    await vi.waitFor(() =>
      expect(progress.settled || [...platform.timers].some(({ due }) => due - platform.monotonic() <= 15_000)).toBe(
        true,
      ),
    );
    if (progress.settled) break;
    const next = Math.min(...[...platform.timers].map(({ due }) => due));
    platform.pass(next - platform.monotonic());
    await vi.waitFor(() => expect(progress.settled || asked > before).toBe(true));
    const now = platform.monotonic() - started;
    if (asked > before) waits.push(now - last);
    last = now;
    // The answer has to be read before the next wait begins.
    for (let turn = 0; turn < 50; turn++) await Promise.resolve();
    await tick();
  }
  return { outcome: await outcome, waits, asked, timers: platform.timers.size, me: count("/me") };
}

describe("waitForValidation", () => {
  const pending = ofState("pendingValidation");
  const refusal = (errorCode: string, status: number) => (): Response =>
    Response.json({ errorCode, message: "No" }, { status });

  it("asks ever more rarely, through every form that waiting has", async () => {
    const { outcome, waits, timers } = await wait([
      pending,
      refusal("INVALID_CREDENTIAL", 403),
      refusal("NOT_CREDENTIAL", 403),
      refusal("INVALID_SIGNATURE", 400),
      () => new Response("", { status: 502 }),
      pending,
      pending,
      pending,
      ofState("validated"),
    ]);
    expect(outcome).toBe("validated");
    expect(waits.map((wait) => Math.round(wait))).toEqual([1000, 1500, 2250, 3375, 5063, 7594, 11391, 15000, 15000]);
    expect(timers).toBe(0);
  });

  it("takes no answer for a validation that does not say so", async () => {
    const { outcome, waits } = await wait([
      () => Response.json(null),
      () => Response.json({}),
      () => new Response(""),
      ofState("somethingNew"),
      ofState("validated"),
    ]);
    expect([outcome, waits.length]).toEqual(["validated", 5]);
    const me = await wait([() => Response.json(null), () => Response.json({ nichandle: "x" })], {}, "runabove-ca");
    expect([me.outcome, me.waits.length]).toEqual(["validated", 2]);
  });

  it("waits out a connection that breaks", async () => {
    const broken = (): Response => {
      throw new TypeError("fetch failed", { cause: Object.assign(new Error("reset"), { code: "ECONNRESET" }) });
    };
    const { outcome, waits } = await wait([broken, pending, broken, ofState("validated")]);
    expect([outcome, waits.length]).toEqual(["validated", 4]);
  });

  it("asks /me where there is no /auth/currentCredential", async () => {
    const { outcome, me } = await wait(
      [refusal("INVALID_CREDENTIAL", 403), () => Response.json({})],
      {},
      "runabove-ca",
    );
    expect([outcome, me]).toEqual(["validated", 2]);
  });

  it.each([
    ["refused", "was refused by the account's owner"],
    ["expired", "has expired"],
  ])("ends when the key is %s", async (state, message) => {
    const { outcome } = await wait([pending, ofState(state)]);
    expect(outcome).toBeInstanceOf(OvhAuthError);
    expect(String(outcome)).toContain(message);
    expect(String(outcome)).toContain("request a new one");
  });

  it("ends with what will not change by waiting", async () => {
    const { outcome, asked } = await wait([refusal("INVALID_KEY", 403)]);
    expect(outcome).toMatchObject({ name: "OvhAuthError", errorCode: "INVALID_KEY" });
    expect(asked).toBe(1);
  });

  it("ends at the deadline", async () => {
    const { outcome } = await wait([pending], { deadline: 20_000 });
    expect(outcome).toBeInstanceOf(OvhTimeoutError);
    expect(String(outcome)).toContain("open the validation URL");
  });

  it("ends with the signal's own reason", async () => {
    const { ovh, platform } = fakeOvh(keys, {});
    const controller = new AbortController();
    const waiting = ovh.auth.waitForValidation({ signal: controller.signal });
    await vi.waitFor(() => expect(platform.timers.size).toBe(2));
    controller.abort("enough");
    await expect(waiting).rejects.toBe("enough");
    expect(platform.timers.size).toBe(0);
  });

  it("needs a key to wait for", async () => {
    await expect(fakeOvh(application, {}).ovh.auth.waitForValidation()).rejects.toThrow("There is no consumer key");
  });
});

describe("rules", () => {
  it("come as presets and for whole branches", () => {
    expect(readOnly).toEqual([{ method: "GET", path: "/*" }]);
    expect(readWriteSafe.map(({ method }) => method)).toEqual(["GET", "POST", "PUT"]);
    expect(readWrite.map(({ method }) => method)).toEqual(["GET", "POST", "PUT", "DELETE"]);
    expect(recursive("/sms", "readOnly")).toEqual([
      { method: "GET", path: "/sms" },
      { method: "GET", path: "/sms/*" },
    ]);
    expect(recursive("/", ["POST"])).toEqual([{ method: "POST", path: "/*" }]);
    expect(recursive("/sms")).toHaveLength(8);
    expect(recursive("/sms", "readWriteSafe")).toHaveLength(6);
  });

  it("fill in the page that makes tokens", async () => {
    const { auth } = fakeOvh({}, {}).ovh;
    const url = await auth.createTokenUrl(
      [...recursive("/sms", ["GET"]), { method: "POST", path: "/a b".replace(" ", "é") }],
      {
        name: "my app",
      },
    );
    expect(url).toBe("https://eu.api.ovh.com/createToken/?GET=/sms&GET=/sms/*&POST=/a%C3%A9b&name=my%20app");
    const runabove = fakeOvh({ endpoint: "runabove-ca" }, {}).ovh;
    await expect(runabove.auth.createTokenUrl(readOnly)).rejects.toThrow("runabove-ca has no page that makes tokens");
  });

  it("are the least for some operations, with the IAM policy", async () => {
    const tables: Record<string, Record<string, string[]>> = {
      "/me": { "GET /me": ["account:apiovh:me/get"] },
      "/domain": {
        "GET /domain/zone/{zoneName}/record": [
          "dnsZone:apiovh:record/get",
          "dnsZone:apiovh:sometimes?",
          "account:apiovh:me/get",
        ],
      },
    };
    const { ovh } = fakeOvh({}, {});
    const iam: IamTables = { endpoint: "ovh-eu", actions: async (api) => tables[api] };
    const operations = ["GET /me", "GET /domain/zone/{zoneName}/record", "GET /me", "POST /new/{id}"] as const;
    expect(await ovh.auth.rulesFor(operations, iam)).toEqual({
      accessRules: [
        { method: "GET", path: "/domain/zone/*/record" },
        { method: "GET", path: "/me" },
        { method: "POST", path: "/new/*" },
      ],
      policy: {
        permissions: { allow: [{ action: "account:apiovh:me/get" }, { action: "dnsZone:apiovh:record/get" }] },
      },
      withoutAction: ["POST /new/{id}"],
    });
    await expect(ovh.auth.rulesFor(["GET" as never])).rejects.toThrow('such as "GET /me"; found "GET"');
  });
});

describe("explain", () => {
  it("shows what is signed, with secrets masked", async () => {
    const { ovh, arrived } = fakeOvh(
      { ...keys, signedUrl: "https://eu.api.ovh.com/1.0", baseUrl: "https://p.example/1.0" },
      {},
    );
    const told = await ovh.auth.explain("POST", "/a/{id}?x=1", {
      params: { path: { id: "a/b" }, query: { y: "é" } },
      body: { z: 1 },
    });
    const url = "https://eu.api.ovh.com/1.0/a/a%2Fb?x=1&y=%C3%A9";
    expect(told).toEqual({
      method: "POST",
      url,
      body: '{"z":1}',
      by: "signature",
      applicationKey,
      applicationSecret: "[32 characters]",
      consumerKey: "[32 characters]",
      signed: `[32 characters]+[32 characters]+POST+${url}+{"z":1}+T`,
    });
    expect(arrived).toEqual([]);
  });

  it("says so of what goes unsigned by the schema", async () => {
    const { auth } = fakeOvh({ ...keys, tables: tablesOf({ unsigned: ["GET /order/cart/{cartId}"] }) }, {}).ovh;
    for (const path of ["/auth/time", "/order/cart/{cartId}", "/order/cart/abc?x=1", "/v1/order/cart/abc"]) {
      const init = path.includes("{") ? { params: { path: { cartId: "abc" } } } : {};
      expect(await auth.explain("GET", path, init)).toMatchObject({ by: "nothing", signed: undefined });
      expect(await auth.explain("GET", path, { ...init, auth: true })).toMatchObject({ by: "signature" });
    }
    expect(await auth.explain("PUT", "/order/cart/abc")).toMatchObject({ by: "signature" });
  });

  it("refuses what request refuses", async () => {
    const { auth } = fakeOvh(keys, {}).ovh;
    await expect(auth.explain("GET", "/me?x=\n")).rejects.toThrow("The path's query has");
    await expect(auth.explain("GET", "/me?x=#y")).rejects.toThrow(TypeError);
    await expect(auth.explain("PATCH" as "PUT", "/me")).rejects.toThrow("The method has to be one of");
  });

  it.each([
    [{}, "nothing"],
    [application, "nothing"],
    [{ accessToken: "t" }, "access token"],
    [{ clientId: "i", clientSecret: "s" }, "OAuth2 client"],
  ])("says by what a call is proved: %j", async (given, by) => {
    expect(await fakeOvh(given, {}).ovh.auth.explain("GET", "/me")).toMatchObject({ by, signed: undefined });
  });
});

describe("credentials and applications", () => {
  const answers: Answers = {
    // An endpoint that expands its lists, with these two on one page.
    "/me/api/credential": ({ url }) =>
      Response.json(url.endsWith("?status=validated") ? [{ credentialId: 1 }, { credentialId: 2 }] : []),
    "/me/api/credential/1": ({ method }) => Response.json(method === "GET" ? { credentialId: 1 } : null),
    "/me/api/credential/2": () => Response.json({ credentialId: 2 }),
    "/me/api/credential/3": () => Response.json({ message: "None" }, { status: 404 }),
    "/me/api/application": () => Response.json([7]), // and one that does not
    "/me/api/application/7": ({ method }) => Response.json(method === "GET" ? { applicationId: 7 } : null),
    "/auth/logout": () => Response.json(null),
  };

  it("are listed, read and revoked", async () => {
    const { ovh, arrived } = fakeOvh(keys, answers);
    const { credentials, applications } = ovh.auth;
    expect(await credentials.list({ status: "validated" })).toEqual([{ credentialId: 1 }, { credentialId: 2 }]);
    expect(await credentials.list()).toEqual([]);
    expect(await credentials.get(2)).toEqual({ credentialId: 2 });
    await credentials.revoke(1);
    expect(await applications.list()).toEqual([{ applicationId: 7 }]);
    expect(await applications.get(7)).toEqual({ applicationId: 7 });
    await applications.revoke(7);
    await ovh.auth.logout();
    expect(
      arrived.map(({ method, url }) => `${method} ${new URL(url).pathname}`).filter((call) => !call.startsWith("GET")),
    ).toEqual(["DELETE /1.0/me/api/credential/1", "DELETE /1.0/me/api/application/7", "POST /1.0/auth/logout"]);
    await expect(credentials.get(3)).rejects.toThrow(OvhApiError);
  });

  it("do not exist at RunAbove", async () => {
    const { ovh } = fakeOvh({ ...keys, endpoint: "runabove-ca" }, answers);
    await expect(ovh.auth.credentials.list()).rejects.toThrow("runabove-ca has no list of credentials");
  });
});
