import { describe, expect, it } from "vitest";
import * as core from "../src/index.js";
import { captureClient } from "./support/capture.js";
import { keys } from "./support/keys.js";

/** The error that this answer comes back as. */
async function errorOf(body: string, status: number, headers: Record<string, string> = {}): Promise<core.OvhApiError> {
  const { ovh } = captureClient({ retry: false }, () => new Response(body, { status, headers }));
  const { error } = await ovh.GET("/vps/{name}", { params: { path: { name: "vps-1" } } });
  if (error === undefined) throw new Error("The call succeeded.");
  return error;
}

const answered = { method: "GET", path: "/vps/{name}", attempts: 1, sent: true, maybeApplied: false };

const nothing = {
  errorCode: undefined,
  class: undefined,
  serverMessage: undefined,
  details: undefined,
  missingActions: [],
  headers: {},
};

describe("answers of 400 and above", () => {
  it("in OVH's older form", async () => {
    const body =
      '{"errorCode":"NOT_GRANTED_CALL","httpCode":"403 Forbidden","message":"This call has not been granted"}';
    const error = await errorOf(body, 403, { "X-OVH-QUERYID": "EU.ext-1.abc" });
    expect(error).toBeInstanceOf(core.OvhAuthError);
    expect({ ...error }).toEqual({
      ...nothing,
      ...answered,
      status: 403,
      errorCode: "NOT_GRANTED_CALL",
      queryId: "EU.ext-1.abc",
      serverMessage: "This call has not been granted",
      headers: { "content-type": "text/plain;charset=UTF-8", "x-ovh-queryid": "EU.ext-1.abc" },
    });
    expect(String(error)).toBe(
      "OvhAuthError: GET /vps/{name} was answered 403 NOT_GRANTED_CALL: This call has not been granted. Likely " +
        "causes: access rules of the consumer key that do not cover this method and path (/sms, /sms/ and /sms/* " +
        "differ); a call from an address outside its allowedIPs. Request a consumer key with a rule for it; " +
        "auth.rulesFor says which. (X-OVH-QUERYID: EU.ext-1.abc)",
    );
  });

  it("in OVH's newer form, with the IAM actions that are missing", async () => {
    const details = { unauthorizedActionsByIAM: "vps:apiovh:get,vps:apiovh:reboot", more: 1 };
    const error = await errorOf(JSON.stringify({ class: "Client::Forbidden", message: "No!", details }), 403);
    expect(error).not.toBeInstanceOf(core.OvhAuthError);
    expect({ ...error }).toEqual({
      ...nothing,
      ...answered,
      status: 403,
      class: "Client::Forbidden",
      queryId: undefined,
      serverMessage: "No!",
      details,
      missingActions: ["vps:apiovh:get", "vps:apiovh:reboot"],
      headers: { "content-type": "text/plain;charset=UTF-8" },
    });
    expect(error.message).toBe(
      "GET /vps/{name} was answered 403 Client::Forbidden: No! Missing IAM actions: vps:apiovh:get, vps:apiovh:reboot. " +
        "Likely causes: an IAM policy that does not allow these actions on this resource; a resource of another account. " +
        "Have the account's owner allow them; auth.rulesFor makes the policy.",
    );
  });

  it.each([
    "",
    "<html>",
    "[1]",
    "null",
    "1",
    "true",
    "{}",
    '{"message":1,"errorCode":[],"class":null,"details":"x"}',
    '{"message":""}',
  ])("with the body %j", async (body) => {
    const error = await errorOf(body, 500);
    expect({ ...error }).toMatchObject({ ...nothing, status: 500 });
    expect(error.message).toBe("GET /vps/{name} was answered 500.");
  });

  it.each([
    ['"gone"', [], "gone"],
    ['{"message":"m","details":{"unauthorizedActionsByIAM":["a","b",1]}}', ["a", "b"], "m"],
    ['{"message":"m","details":{"unauthorizedActionsByIAM":{}}}', [], "m"],
  ])("with the unusual body %s", async (body, missingActions, serverMessage) => {
    expect(await errorOf(body, 410)).toMatchObject({ missingActions, serverMessage });
  });

  // status, error code, whether it is about authentication, what the message adds
  it.each([
    [401, undefined, true, "without credentials"],
    [400, "INVALID_SIGNATURE", true, "mistyped application secret"],
    [400, "INVALID_SIGNATURE", true, "still waiting for its validation"],
    [400, "INVALID_SIGNATURE", true, "wrong JSON type"],
    [400, "QUERY_TIME_OUT", true, "clock"],
    [403, "INVALID_CREDENTIAL", true, "request a new one"],
    [403, "INVALID_CREDENTIAL", true, "revoked"],
    [403, "NOT_CREDENTIAL", true, "validation URL"],
    [403, "INVALID_KEY", true, "mistyped application key"],
    [403, "NOT_GRANTED_CALL", true, "access rules"],
    [403, "FORBIDDEN", false, "allowedIPs"],
    [460, undefined, false, "expired"],
    [471, undefined, false, "new consumer key"],
    [404, undefined, false, "404"],
  ] as const)("%i %s: authentication %s, %s", async (status, errorCode, about, advice) => {
    const error = await errorOf(JSON.stringify({ errorCode }), status);
    expect(core.OvhAuthError.is(error)).toBe(about);
    expect(error.message).toContain(advice);
    expect(/ Likely causes: .+\. [A-Z].+\.$/.test(error.message) || !about).toBe(true);
  });
});

describe("the headers of an error", () => {
  it("are what a program decides by, none of them secret", async () => {
    const error = await errorOf("{}", 429, {
      "Retry-After": "30",
      "X-RateLimit-Remaining": "0",
      "X-Pagination-Cursor-Next": "abc",
      "Set-Cookie": "session=1",
      Authorization: "Bearer x",
      "X-Auth-Token": "x",
      "X-Ovh-Consumer": "x",
      "X-Ovh-Signature": "x",
      "X-Echo": `key ${keys.applicationSecret} $1$${"0".repeat(40)}`,
      "X-Long": "x".repeat(5000),
    });
    expect(error.headers).toEqual({
      "content-type": "text/plain;charset=UTF-8",
      "retry-after": "30",
      "x-ratelimit-remaining": "0",
      "x-pagination-cursor-next": "abc",
      "x-echo": "key [redacted] [redacted]",
      "x-long": `${"x".repeat(1000)}…`,
    });
    expect(error.toJSON()).toMatchObject({ name: "OvhApiError", status: 429, headers: error.headers });
  });
});

describe("kinds of error", () => {
  const call = { method: "GET", path: "/me" };
  const api = { ...nothing, ...call, status: 400, queryId: undefined };
  const kinds = [
    [new core.OvhError("m", call), []],
    [new core.OvhConfigError("m", call), []],
    [new core.OvhNetworkError("m", { ...call, sent: "unknown" }), []],
    [new core.OvhTimeoutError("m", { ...call, timeout: 1 }), []],
    [new core.OvhParseError("m", { ...call, status: 200, body: "" }), []],
    [new core.OvhProtocolError("m", { ...call, status: 302 }), []],
    [new core.OvhApiError("m", api), []],
    [new core.OvhAuthError("m", api), ["OvhApiError"]],
  ] as const;
  const classes = Object.entries(core).filter(([name]) => /^Ovh\w*Error$/.test(name)) as [
    string,
    typeof core.OvhError,
  ][];

  it.each(kinds)("%s", (error, above) => {
    const own = error.constructor.name;
    expect(error).toMatchObject({ name: own, message: "m", method: "GET", path: "/me" });
    expect(Object.keys(error)).not.toContain("name");
    const is = classes.filter(([, { is }]) => is(error)).map(([name]) => name);
    expect(is.sort()).toEqual([...new Set(["OvhError", own, ...above])].sort());
    expect(
      classes
        .filter(([, Kind]) => error instanceof Kind)
        .map(([name]) => name)
        .sort(),
    ).toEqual(is);
  });

  it("are recognised across two copies of the package", async () => {
    // The query makes it another module to the loader, as a second installed copy would be.
    const copy = (await import("../src/errors/auth-error.js?copy" as string)) as Pick<typeof core, "OvhAuthError">;
    const error = new copy.OvhAuthError("m", api);
    expect(copy.OvhAuthError).not.toBe(core.OvhAuthError);
    expect([core.OvhAuthError.is(error), core.OvhError.is(error), core.OvhTimeoutError.is(error)]).toEqual([
      true,
      true,
      false,
    ]);
  });

  it.each([undefined, null, "OvhError", {}, new Error("OvhError"), { name: "OvhError" }])("%s is none", (value) => {
    expect(core.OvhError.is(value)).toBe(false);
  });
});

describe("unwrap", () => {
  it("gives the data, or throws the error, of a result awaited or not", async () => {
    const good = captureClient({}, () => Response.json({ n: 1 })).ovh;
    const bad = captureClient({}, () => new Response("", { status: 404 })).ovh;
    expect(await core.unwrap(good.GET("/me"))).toEqual({ n: 1 });
    expect(await core.unwrap(await good.GET("/me"))).toEqual({ n: 1 });
    await expect(core.unwrap(bad.GET("/me"))).rejects.toThrow(core.OvhApiError);
    await expect(core.unwrap(good.GET("me"))).rejects.toThrow(TypeError);
  });
});
