import { describe, expect, test } from "vitest";
import { type AuthErrorCode, authRefusals } from "../src/refusal.js";
import { call, decide, type Deviation, grantedKey, requestKey } from "./support/caller.js";
import { fixtureSandbox } from "./support/fixture-sandbox.js";
import { send } from "./support/send.js";

const httpCodes = { 400: "400 Bad Request", 403: "403 Forbidden" } as const;

const errorBody = (errorCode: AuthErrorCode): Record<string, unknown> => {
  const { status, message } = authRefusals[errorCode];
  return { errorCode, httpCode: httpCodes[status], message };
};

const another = "0".repeat(32);

describe("a signed call", () => {
  test("is answered", async () => {
    const sandbox = await fixtureSandbox();
    const answer = await call(sandbox, "GET", "/1.0/me");
    expect(answer.status).toBe(200);
    expect(answer.json).toMatchObject({ firstname: "Ada" });
    expect(answer.headers["content-type"]).toBe("application/json; charset=utf-8");
    expect(answer.headers["x-ovh-queryid"]).toMatch(/^SANDBOX\.ext-1\.[0-9a-f]+\.\d+\.[0-9a-f]{32}$/);
  });

  test.each<[string, AuthErrorCode, Deviation]>([
    ["an unknown application key", "INVALID_KEY", { credentials: { applicationKey: "0".repeat(16) } }],
    ["no application key", "INVALID_KEY", { headers: { "X-Ovh-Application": undefined } }],
    ["no consumer key", "INVALID_CREDENTIAL", { headers: { "X-Ovh-Consumer": undefined } }],
    ["an unknown consumer key", "NOT_CREDENTIAL", { credentials: { consumerKey: another } }],
    ["a wrong application secret", "INVALID_SIGNATURE", { credentials: { applicationSecret: another } }],
    ["no signature", "INVALID_SIGNATURE", { headers: { "X-Ovh-Signature": undefined } }],
    ["a signature for another path", "INVALID_SIGNATURE", { signedUrl: "http://127.0.0.1/1.0/me" }],
    ["a signature for another body", "INVALID_SIGNATURE", { signedBody: "{}" }],
    ["a timestamp of long ago", "QUERY_TIME_OUT", { timestamp: 1_457_018_875 }],
    ["no timestamp", "QUERY_TIME_OUT", { headers: { "X-Ovh-Timestamp": undefined } }],
    ["a timestamp that is no number", "QUERY_TIME_OUT", { headers: { "X-Ovh-Timestamp": "soon" } }],
    [
      "a wrong clock and a wrong secret",
      "QUERY_TIME_OUT",
      { timestamp: 1, credentials: { applicationSecret: another } },
    ],
  ])("with %s is refused as %s", async (_, errorCode, deviation) => {
    const sandbox = await fixtureSandbox();
    const answer = await call(sandbox, "GET", "/1.0/me", undefined, deviation);
    expect(answer.status).toBe(authRefusals[errorCode].status);
    expect(answer.json).toEqual(errorBody(errorCode));
    expect(answer.headers["x-ovh-queryid"]).toBeDefined();
  });

  test.each([
    [-61, 400],
    [-60, 200],
    [60, 200],
    [61, 400],
  ])("by a clock that is %i seconds off is answered with %i", async (off, status) => {
    const sandbox = await fixtureSandbox({ now: () => 1_700_000_000_000 });
    const answer = await call(sandbox, "GET", "/1.0/me", undefined, { timestamp: 1_700_000_000 + off });
    expect(answer.status).toBe(status);
  });

  test("is verified on the exact target and bytes that were sent", async () => {
    const sandbox = await fixtureSandbox();
    const path = "/1.0/cdn/dedicated/it%27s%20mine/domains";
    expect((await call(sandbox, "GET", path)).json).toMatchObject({ serviceName: "it's mine" });
    const signedUrl = `${sandbox.url}/1.0/cdn/dedicated/it's%20mine/domains`;
    expect((await call(sandbox, "GET", path, undefined, { signedUrl })).json).toEqual(errorBody("INVALID_SIGNATURE"));
    const body = { fieldType: "TXT", target: "naïve ☂ \u{1F600}" };
    expect((await call(sandbox, "POST", "/1.0/ip/record", body)).status).toBe(200);
  });

  test("is refused when its body is no text", async () => {
    const sandbox = await fixtureSandbox();
    const deviation = { sentBody: Uint8Array.of(0xff), signedBody: "\uFFFD" };
    expect((await call(sandbox, "POST", "/1.0/ip/refresh", undefined, deviation)).json).toEqual(
      errorBody("INVALID_SIGNATURE"),
    );
  });

  test("is signed for publicUrl where there is one", async () => {
    const sandbox = await fixtureSandbox({ publicUrl: "https://eu.api.ovh.com/ignored" });
    const signedUrl = "https://eu.api.ovh.com/1.0/me";
    expect((await call(sandbox, "GET", "/1.0/me", undefined, { signedUrl })).status).toBe(200);
    expect((await call(sandbox, "GET", "/1.0/me")).json).toEqual(errorBody("INVALID_SIGNATURE"));
  });
});

describe("a consumer key", () => {
  test.each([
    ["pending", undefined],
    ["refused", "Refuse"],
  ] as const)("that is %s is no valid credential", async (_, decision) => {
    const sandbox = await fixtureSandbox();
    const { consumerKey, validationUrl } = await requestKey(sandbox, [{ method: "GET", path: "/*" }]);
    if (decision) await decide(validationUrl, decision);
    const answer = await call(sandbox, "GET", "/1.0/me", undefined, { credentials: { consumerKey } });
    expect([answer.status, answer.json]).toEqual([403, errorBody("INVALID_CREDENTIAL")]);
  });

  test("that was restricted to other addresses is refused here", async () => {
    const sandbox = await fixtureSandbox();
    const statuses = async (allowedIPs: readonly string[]): Promise<readonly unknown[]> => {
      const { consumerKey, validationUrl } = await requestKey(sandbox, [{ method: "GET", path: "/*" }], { allowedIPs });
      await decide(validationUrl, "Allow");
      const answer = await call(sandbox, "GET", "/1.0/me", undefined, { credentials: { consumerKey } });
      return [answer.status, (answer.json as { errorCode?: string }).errorCode];
    };
    expect(await statuses(["192.0.2.0/24", "2001:db8::/32"])).toEqual([403, "FORBIDDEN"]);
    expect(await statuses(["192.0.2.0/24", "127.0.0.0/8"])).toEqual([200, undefined]);
    expect(await statuses(["127.0.0.1"])).toEqual([200, undefined]);
  });

  test("of one application does not work with another", async () => {
    const sandbox = await fixtureSandbox();
    const application = await call(sandbox, "GET", "/1.0/me/api/application/10002");
    const { applicationKey } = application.json as { applicationKey: string };
    const answer = await call(sandbox, "GET", "/1.0/me", undefined, { credentials: { applicationKey } });
    expect(answer.json).toEqual(errorBody("NOT_CREDENTIAL"));
  });

  test("without the right to a call is refused", async () => {
    const sandbox = await fixtureSandbox();
    const consumerKey = await grantedKey(sandbox, [{ method: "GET", path: "/me/api/*" }]);
    const status = async (method: string, path: string): Promise<unknown> =>
      (await call(sandbox, method, path, undefined, { credentials: { consumerKey } })).json;
    expect(await status("GET", "/1.0/me/api/application")).toEqual(expect.any(Array));
    expect(await status("GET", "/1.0/me")).toEqual(errorBody("NOT_GRANTED_CALL"));
    expect(await status("DELETE", "/1.0/me/api/application/10002")).toEqual(errorBody("NOT_GRANTED_CALL"));
    expect(await status("GET", "/1.0/auth/currentCredential"), "asks about itself").toMatchObject({
      status: "validated",
    });
  });
});

describe("an operation that needs no authentication", () => {
  test("is answered unsigned and signed, and refused when signed wrongly", async () => {
    const sandbox = await fixtureSandbox();
    const unsigned = await send({ url: `${sandbox.baseUrl}/order/catalog` });
    expect([unsigned.status, unsigned.json]).toEqual([200, ["string"]]);
    expect((await call(sandbox, "GET", "/1.0/order/catalog")).status).toBe(200);
    const wrong = { credentials: { applicationSecret: another } };
    expect((await call(sandbox, "GET", "/1.0/order/catalog", undefined, wrong)).json).toEqual(
      errorBody("INVALID_SIGNATURE"),
    );
  });

  test("tells the sandbox's time", async () => {
    const sandbox = await fixtureSandbox({ now: () => 1_700_000_000_999 });
    expect((await send({ url: `${sandbox.baseUrl}/auth/time` })).text).toBe("1700000000");
  });
});
