import { createClient, OvhApiError, OvhAuthError, unwrap, endpoints } from "@ovh-typed/core";
import { readOnly } from "@ovh-typed/core/auth";
import { describe, expect, it } from "vitest";
import { tokenLifetimeSeconds } from "../src/auth/oauth2.js";
import { decide } from "./support/caller.js";
import { fixtureSandbox } from "./support/fixture-sandbox.js";

const endpoint = "ovh-eu";

describe("OAuth2 against a sandbox", () => {
  it("takes a service account", async () => {
    const { baseUrl, oauth2Client } = await fixtureSandbox();
    const ovh = createClient({ endpoint, baseUrl, ...oauth2Client });
    expect(await unwrap(ovh.GET("/me"))).toMatchObject({ firstname: "Ada" });
  });

  it("takes a client's id and secret as Basic authentication too, and a ready token", async () => {
    const { url, baseUrl, oauth2Client } = await fixtureSandbox();
    const answer = await fetch(`${url}/auth/oauth2/token`, {
      method: "POST",
      headers: { Authorization: `Basic ${btoa(`${oauth2Client?.clientId}:${oauth2Client?.clientSecret}`)}` },
      body: new URLSearchParams({ grant_type: "client_credentials", scope: "all" }),
    });
    const { access_token: accessToken, expires_in: seconds } = (await answer.json()) as Record<string, string>;
    expect([answer.status, seconds]).toEqual([200, tokenLifetimeSeconds]);
    const ovh = createClient({ endpoint, baseUrl, accessToken });
    expect((await ovh.GET("/me")).response.status).toBe(200);
  });

  it("renews an expired token once", async () => {
    let now = Date.now();
    const { baseUrl, oauth2Client } = await fixtureSandbox({ now: () => now });
    const ovh = createClient({ endpoint, baseUrl, ...oauth2Client });
    await unwrap(ovh.GET("/me"));
    // To the client only a moment has passed.
    now += tokenLifetimeSeconds * 1000;
    expect((await ovh.GET("/me")).response.status).toBe(200);
  });

  it.each([
    ["a wrong secret", { client_secret: "wrong" }, 401, "invalid_client"],
    ["another grant", { grant_type: "password" }, 400, "unsupported_grant_type"],
    ["no scope", { scope: "" }, 400, "invalid_scope"],
  ])("refuses %s", async (_title, wrong, status, error) => {
    const { url, oauth2Client } = await fixtureSandbox();
    const form = {
      grant_type: "client_credentials",
      scope: "all",
      client_id: oauth2Client?.clientId ?? "",
      client_secret: oauth2Client?.clientSecret ?? "",
      ...wrong,
    };
    const answer = await fetch(`${url}/auth/oauth2/token`, { method: "POST", body: new URLSearchParams(form) });
    expect([answer.status, await answer.json()]).toMatchObject([status, { error }]);
  });

  it("refuses an unknown token", async () => {
    const { baseUrl } = await fixtureSandbox();
    const { error } = await createClient({ endpoint, baseUrl, accessToken: "unknown" }).GET("/me");
    expect(error).toBeInstanceOf(OvhAuthError);
    expect(error?.status).toBe(401);
  });

  it("does not exist where the endpoint has none", async () => {
    const { url, oauth2Client } = await fixtureSandbox({ endpoint: endpoints["kimsufi-eu"] });
    expect(oauth2Client).toBeUndefined();
    expect((await fetch(`${url}/auth/oauth2/token`, { method: "POST" })).status).toBe(404);
  });
});

describe("a consumer key against a sandbox", () => {
  it("is requested, allowed, waited for, used and given up", async () => {
    const { baseUrl, credentials } = await fixtureSandbox();
    const { applicationKey, applicationSecret } = credentials;
    const ovh = createClient({ endpoint, baseUrl, applicationKey, applicationSecret });
    const { validationUrl } = await ovh.auth.requestConsumerKey({
      accessRules: [...readOnly, { method: "DELETE", path: "/me/api/credential/*" }],
      redirection: "https://example.com/",
      allowedIPs: ["127.0.0.0/8"],
    });
    await decide(validationUrl, "Allow");
    await ovh.auth.waitForValidation();
    expect(await unwrap(ovh.GET("/me"))).toMatchObject({ firstname: "Ada" });

    const validated = await ovh.auth.credentials.list({ status: "validated" });
    const own = validated.at(-1);
    expect(own).toMatchObject({ status: "validated", allowedIPs: ["127.0.0.0/8"] });
    expect(await ovh.auth.credentials.get(own!.credentialId)).toEqual(own);
    expect((await ovh.auth.applications.list()).map(({ name }) => name)).toContain("dns-updater");

    await ovh.auth.logout();
    await expect(unwrap(ovh.GET("/me"))).rejects.toThrow(OvhAuthError);
  });

  it("that is revoked no longer works", async () => {
    const { baseUrl, credentials } = await fixtureSandbox();
    const ovh = createClient({ endpoint, baseUrl, ...credentials });
    const [own] = await ovh.auth.credentials.list({ status: "validated" });
    await ovh.auth.credentials.revoke(own!.credentialId);
    await expect(ovh.auth.credentials.list()).rejects.toThrow(OvhApiError);
  });

  it("that its owner refuses is not waited for in vain", async () => {
    const { baseUrl, credentials } = await fixtureSandbox();
    const { applicationKey, applicationSecret } = credentials;
    const ovh = createClient({ endpoint, baseUrl, applicationKey, applicationSecret });
    const { validationUrl } = await ovh.auth.requestConsumerKey({ accessRules: readOnly });
    await decide(validationUrl, "Refuse");
    await expect(ovh.auth.waitForValidation()).rejects.toThrow("was refused by the account's owner");
  });
});
