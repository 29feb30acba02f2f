import { createClient, unwrap } from "@ovh-typed/ovh-eu";
import { describe, expect, onTestFinished, test } from "vitest";
import { createSandbox, type Duration } from "../src/index.js";

async function start() {
  const sandbox = await createSandbox({ endpoint: "ovh-eu", seed: { "/domain/zone": ["example.org"] } });
  onTestFinished(() => sandbox.close());
  return { sandbox, ovh: createClient({ baseUrl: sandbox.baseUrl, ...sandbox.credentials }) };
}

describe("a sandbox", () => {
  test("is made anew by reset: its seed, its account and its clock, with the same keys", async () => {
    const { sandbox, ovh } = await start();
    await unwrap(ovh.PUT("/me", { body: { firstname: "Augusta" } }));
    await unwrap(ovh.POST("/me/sshKey", { body: { keyName: "laptop", key: "ssh-ed25519 AAAA" } }));
    await sandbox.seed({ "/domain/zone": [] });
    await ovh.auth.applications.revoke(10_002);
    await ovh.auth.logout();
    expect((await ovh.GET("/me")).error).toBeDefined();
    sandbox.advance("1 hour");
    await sandbox.reset();
    expect(sandbox.requests).toEqual([]);
    expect(await unwrap(ovh.GET("/me"))).toMatchObject({ firstname: "Ada" });
    expect(await unwrap(ovh.GET("/me/sshKey"))).not.toContain("laptop");
    expect(await unwrap(ovh.GET("/domain/zone"))).toEqual(["example.org"]);
    expect(await ovh.auth.applications.list()).toHaveLength(4);
    const time = await unwrap(ovh.GET("/auth/time"));
    expect(Math.abs(time - Date.now() / 1000)).toBeLessThan(60);
  });

  test("tells which requests it received", async () => {
    const { sandbox, ovh } = await start();
    const params = { path: { zoneName: "example.org" }, query: { fieldType: "A" } } as const;
    await ovh.GET("/domain/zone/{zoneName}/record", { params });
    await ovh.request("POST", "/domain/zone/example.org/record", { body: { fieldType: "A" } });
    await ovh.request("GET", "/v2/iam/policy?a=1&a=2");
    const [time, list, post, policies] = sandbox.requests;
    expect(time).toMatchObject({ method: "GET", path: "/auth/time", status: 200, body: undefined });
    expect(list).toMatchObject({ method: "GET", path: "/domain/zone/example.org/record", query: { fieldType: "A" } });
    expect(post).toMatchObject({ method: "POST", body: { fieldType: "A" }, status: 400 });
    expect(policies).toMatchObject({ path: "/v2/iam/policy", query: { a: ["1", "2"] }, status: 400 });
  });

  test("has a clock that can be moved on: keys and tokens expire by it", async () => {
    const { sandbox } = await start();
    const ovh = createClient({ baseUrl: sandbox.baseUrl, ...sandbox.oauth2Client });
    const before = await unwrap(ovh.GET("/auth/time"));
    sandbox.advance("5 minutes");
    sandbox.advance(1000);
    const { data: after = 0, response } = await ovh.GET("/auth/time");
    expect(after - before).toBeGreaterThanOrEqual(301);
    expect(Math.abs(Date.parse(response.headers.get("date") ?? "") / 1000 - after)).toBeLessThanOrEqual(1);
  });

  test.each(["soon", "5 weeks", "-1 minutes", -1, Number.NaN, "5 minutes ago"])(
    "does not move its clock by %j",
    async (duration) => {
      const { sandbox } = await start();
      expect(() => sandbox.advance(duration as Duration)).toThrow('"5 minutes"');
    },
  );

  test("allows and refuses keys in a person's place", async () => {
    const { sandbox } = await start();
    const { applicationKey, applicationSecret } = sandbox.credentials;
    const requested = async () => {
      const ovh = createClient({ baseUrl: sandbox.baseUrl, applicationKey, applicationSecret });
      const { validationUrl } = await ovh.auth.requestConsumerKey({ accessRules: [{ method: "GET", path: "/me" }] });
      return { ovh, validationUrl };
    };
    const allowed = await requested();
    sandbox.allow(allowed.validationUrl);
    expect(await unwrap(allowed.ovh.GET("/me"))).toMatchObject({ firstname: "Ada" });
    const refused = await requested();
    sandbox.refuse(refused.validationUrl);
    await expect(refused.ovh.auth.waitForValidation()).rejects.toThrow("refused by the account's owner");
    for (const link of [refused.validationUrl, "nothing", sandbox.url]) {
      expect(() => sandbox.allow(link)).toThrow("No consumer key waits for a decision at this link");
    }
  });

  test("closes where it is no longer used", async () => {
    let url = "";
    {
      await using sandbox = await createSandbox({ endpoint: "ovh-eu" });
      url = sandbox.url;
      expect((await fetch(`${url}/1.0/auth/time`)).status).toBe(200);
    }
    await expect(fetch(`${url}/1.0/auth/time`)).rejects.toThrow("fetch failed");
  });
});
