import nock from "nock";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createClient, sign, unwrap, type Client, type UntypedOperations } from "../src/index.js";
import { keys } from "./support/keys.js";

const origin = "https://eu.api.ovh.com";
const timestamp = 1_457_018_875;

/** Answers /auth/time once, and keeps what it was asked with. */
function answerTime(host: string = origin): Record<string, string>[] {
  const asked: Record<string, string>[] = [];
  nock(host)
    .get("/1.0/auth/time")
    .reply(function () {
      asked.push(ovhHeaders(this.req.headers));
      return [200, String(timestamp)];
    });
  return asked;
}

function ovhHeaders(headers: Record<string, string | string[]>): Record<string, string> {
  const relevant = Object.entries(headers).filter(([name]) => /^(?:x-ovh-|content-|cookie|authorization)/.test(name));
  return Object.fromEntries(relevant.map(([name, value]) => [name, String(value)]));
}

beforeEach(() => nock.disableNetConnect());

afterEach(() => {
  const unused = nock.pendingMocks();
  nock.cleanAll();
  nock.enableNetConnect();
  if (unused.length > 0) throw new Error(`These requests were never made: ${unused.join(", ")}`);
});

describe("exchanges on the wire", () => {
  // Clients that send by the same function share its clock: each of these has a function of its own.
  const ovh = (): Client<UntypedOperations> =>
    createClient({ endpoint: "ovh-eu", ...keys, fetch: async (url, init) => fetch(url, init) });

  it("signs a GET with path and query parameters, after one unsigned time request", async () => {
    const asked = answerTime();
    let seen: Record<string, string> | undefined;
    nock(origin)
      .get("/1.0/domain/zone/ex%27ample.com/record?fieldType=A&subDomain=it%27s")
      .reply(function () {
        seen = ovhHeaders(this.req.headers);
        return [200, [12, 13]];
      });
    const call = ovh().GET("/domain/zone/{zoneName}/record", {
      params: { path: { zoneName: "ex'ample.com" }, query: { fieldType: "A", subDomain: "it's" } },
    });
    expect(await unwrap(call)).toEqual([12, 13]);
    expect(asked).toEqual([{ "x-ovh-application": keys.applicationKey }]);
    expect(seen).toEqual({
      "x-ovh-application": keys.applicationKey,
      "x-ovh-consumer": keys.consumerKey,
      "x-ovh-timestamp": String(timestamp),
      "x-ovh-signature": await sign({
        ...keys,
        method: "GET",
        url: `${origin}/1.0/domain/zone/ex%27ample.com/record?fieldType=A&subDomain=it%27s`,
        body: "",
        timestamp,
      }),
    });
  });

  it("signs exactly the bytes of the body", async () => {
    answerTime();
    let seen: Record<string, string> | undefined;
    let bytes: unknown;
    nock(origin)
      .post("/1.0/domain/zone/example.com/record", (body) => {
        bytes = body;
        return true;
      })
      .reply(function () {
        seen = ovhHeaders(this.req.headers);
        return [200, { id: 1 }];
      });
    const body = { fieldType: "TXT", target: "é 🙂", ttl: null };
    const call = ovh().POST("/domain/zone/{zoneName}/record", { params: { path: { zoneName: "example.com" } }, body });
    expect(await unwrap(call)).toEqual({ id: 1 });
    const text = '{"fieldType":"TXT","target":"é 🙂","ttl":null}';
    expect(bytes).toEqual(JSON.parse(text));
    expect(seen).toEqual({
      "content-type": "application/json",
      "x-ovh-application": keys.applicationKey,
      "x-ovh-consumer": keys.consumerKey,
      "x-ovh-timestamp": String(timestamp),
      "x-ovh-signature": await sign({
        ...keys,
        method: "POST",
        url: `${origin}/1.0/domain/zone/example.com/record`,
        body: text,
        timestamp,
      }),
    });
  });

  // Published in go-ovh, python-ovh and php-ovh for these keys, this time and this URL.
  it.each([
    ["GET", "$1$e9556054b6309771395efa467c22e627407461ad", undefined],
    ["POST", "$1$ec2fb5c7a81f64723c77d2e5b609ae6f58a84fc1", { a: "b", c: "d" }],
    ["PUT", "$1$8a75a9e7c8e7296c9dbeda6a2a735eb6bd58ec4b", { a: "b", c: "d" }],
    ["DELETE", "$1$a1eecd00b3b02b6cf5708b84b9ff42059a950d85", undefined],
  ] as const)("sends the %s that OVH's SDKs publish", async (method, signature, body) => {
    answerTime();
    nock(origin, { reqheaders: { "x-ovh-signature": signature, "x-ovh-timestamp": String(timestamp) } })
      .intercept("/1.0/auth", method, body)
      .reply(200, "null");
    expect((await ovh().request(method, "/auth", { body })).error).toBeUndefined();
  });

  it("requests a consumer key unsigned, without asking for the time", async () => {
    let seen: Record<string, string> | undefined;
    nock(origin)
      .post("/1.0/auth/credential", { accessRules: [{ method: "GET", path: "/me" }] })
      .reply(function () {
        seen = ovhHeaders(this.req.headers);
        return [200, { consumerKey: "new", state: "pendingValidation" }];
      });
    const { applicationKey, applicationSecret } = keys;
    const application = createClient({ endpoint: "ovh-eu", applicationKey, applicationSecret });
    await unwrap(application.POST("/auth/credential", { body: { accessRules: [{ method: "GET", path: "/me" }] } }));
    expect(seen).toEqual({
      "content-type": "application/json",
      "x-ovh-application": keys.applicationKey,
    });
  });

  it("sends nothing of OVH's headers without credentials", async () => {
    let seen: Record<string, string> | undefined;
    nock(origin)
      .get("/1.0/auth/time")
      .reply(function () {
        seen = ovhHeaders(this.req.headers);
        return [200, String(timestamp)];
      });
    expect(await unwrap(createClient({ endpoint: "ovh-eu" }).GET("/auth/time"))).toBe(timestamp);
    expect(seen).toEqual({});
  });

  it("asks the time at the endpoint of the call, under version 1, also for a call of version 2", async () => {
    answerTime("https://api.us.ovhcloud.com");
    nock("https://api.us.ovhcloud.com").get("/v2/iam/policy").reply(200, []);
    expect(await unwrap(createClient({ endpoint: "ovh-us", ...keys }).GET("/v2/iam/policy"))).toEqual([]);
  });
});
