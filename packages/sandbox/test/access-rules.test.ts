import { describe, expect, test } from "vitest";
import { grants } from "../src/account/access-rules.js";
import { matchesWildcard } from "../src/wildcard.js";
import { call, grantedKey } from "./support/caller.js";
import { fixtureSandbox } from "./support/fixture-sandbox.js";

describe("an access rule", () => {
  test.each([
    ["/*", "/me", true],
    ["/me", "/me", true],
    ["/me", "/me/bill", false],
    ["/me", "/meteo", false],
    ["/me/*", "/me", false],
    ["/me/*", "/me/bill", true],
    ["/me/*", "/me/bill/FR1/details", true],
    ["/me*", "/me", true],
    ["/sms/", "/sms", false],
    ["/domain/zone/*/record/*", "/domain/zone/example.com/record/12", true],
    ["/domain/zone/*/record/*", "/domain/zone/example.com/refresh", false],
    ["/domain/zone/*/record", "/domain/zone/example.com/record", true],
    ["/domain/zone/*/record", "/domain/zone/example.com/record/1", false],
    ["/a*a", "/a", false],
    ["/*ab*ab", "/ab", false],
    ["/*ab*ab", "/abab", true],
    ["/dedicated/server.*", "/dedicated/serverX", false],
    ["/v2/iam/*", "/v2/iam/policy", true],
    ["", "/me", false],
  ])("%s covers %s: %s", (rule, path, covered) => {
    expect(matchesWildcard(rule, path)).toBe(covered);
  });

  test("is for its own method", () => {
    const rules = [
      { method: "GET", path: "/*" },
      { method: "PUT", path: "/me" },
    ];
    expect(grants(rules, "GET", "/me")).toBe(true);
    expect(grants(rules, "PUT", "/me")).toBe(true);
    expect(grants(rules, "DELETE", "/me")).toBe(false);
    expect(grants([], "GET", "/me")).toBe(false);
  });

  test("with hundreds of stars is as quick as any", () => {
    expect(matchesWildcard("/*a".repeat(500), `/${"a/".repeat(5000)}b`)).toBe(false);
  });

  test("is held against decoded values, in which a slash stays inside its segment", async () => {
    const sandbox = await fixtureSandbox();
    const consumerKey = await grantedKey(sandbox, [
      { method: "GET", path: "/cdn/dedicated/ada@example.com" },
      { method: "GET", path: "/cdn/dedicated/safe/domains" },
    ]);
    const status = async (path: string): Promise<number> =>
      (await call(sandbox, "GET", path, undefined, { credentials: { consumerKey } })).status;
    expect(await status("/1.0/cdn/dedicated/ada%40example.com")).toBe(200);
    expect(await status("/v1/cdn/dedicated/ada@example.com")).toBe(200);
    expect(await status("/1.0/cdn/dedicated/safe%2Fdomains")).toBe(403);
    expect(await status("/1.0/cdn/dedicated/other")).toBe(403);
  });

  test("for v2 begins with /v2", async () => {
    const sandbox = await fixtureSandbox();
    const status = async (path: string): Promise<number> => {
      const consumerKey = await grantedKey(sandbox, [{ method: "GET", path }]);
      return (await call(sandbox, "GET", "/v2/iam/policy", undefined, { credentials: { consumerKey } })).status;
    };
    expect(await status("/v2/iam/*")).toBe(200);
    expect(await status("/iam/*")).toBe(403);
  });
});
