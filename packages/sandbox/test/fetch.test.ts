import { createClient as createCa, unwrap as unwrapCa } from "@ovh-typed/ovh-ca";
import { createClient, unwrap } from "@ovh-typed/ovh-eu";
import { describe, expect, onTestFinished, test } from "vitest";
import { createSandbox, type SandboxOptions } from "../src/index.js";
import { send } from "./support/send.js";

async function start(options: SandboxOptions = { port: false }) {
  const sandbox = await createSandbox(options);
  onTestFinished(() => sandbox.close());
  return sandbox;
}

describe("a sandbox without a port", () => {
  test("a client calls its own endpoint, and the sandbox answers", async () => {
    const sandbox = await start();
    const ovh = createClient({ ...sandbox.credentials, fetch: sandbox.fetch });
    expect(await unwrap(ovh.GET("/me"))).toMatchObject({ firstname: "Ada" });
    const params = { path: { zoneName: "example.com" } };
    const body = { fieldType: "TXT", subDomain: "été", target: "v=spf1 -all" } as const;
    const { id } = await unwrap(ovh.POST("/domain/zone/{zoneName}/record", { params, body }));
    expect(await unwrap(ovh.GET("/domain/zone/{zoneName}/record", { params }))).toContain(id);
    expect(sandbox.requests.map(({ path }) => path)).toContain("/domain/zone/example.com/record");
  });

  test("signatures are checked against the URL that is called", async () => {
    const sandbox = await start();
    const fetch: typeof sandbox.fetch = (input, init) =>
      sandbox.fetch(String(input).replace("//eu.api.ovh.com/", "//ca.api.ovh.com/"), init);
    const ovh = createClient({ ...sandbox.credentials, fetch });
    await expect(unwrap(ovh.GET("/me"))).rejects.toMatchObject({ errorCode: "INVALID_SIGNATURE" });
  });

  test.each([undefined, "2026"] as const)("OAuth2 tokens come from it too, with hosts %s", async (hosts) => {
    const sandbox = await start({ endpoint: "ovh-ca", port: false });
    const ovh = createCa({ ...sandbox.oauth2Client, fetch: sandbox.fetch, ...(hosts && { hosts }) });
    expect(await unwrapCa(ovh.GET("/me"))).toMatchObject({ firstname: "Ada", city: "Montréal" });
  });

  test("its own address works with its fetch, and with no other", async () => {
    const sandbox = await start();
    const options = { baseUrl: sandbox.baseUrl, ...sandbox.credentials };
    expect(await unwrap(createClient({ ...options, fetch: sandbox.fetch }).GET("/me"))).toMatchObject({
      name: "Lovelace",
    });
    await expect(unwrap(createClient({ ...options, retry: false }).GET("/me"))).rejects.toThrow("fetch refuses");
  });

  test("a key is requested, allowed and used", async () => {
    const sandbox = await start();
    const { applicationKey, applicationSecret } = sandbox.credentials;
    const accessRules = [{ method: "GET", path: "/me" }];
    const asked = await sandbox.fetch("https://eu.api.ovh.com/1.0/auth/credential", {
      method: "POST",
      headers: { "content-type": "application/json", "x-ovh-application": applicationKey },
      body: JSON.stringify({ accessRules }),
    });
    const { validationUrl, consumerKey } = (await asked.json()) as { validationUrl: string; consumerKey: string };
    const page = await sandbox.fetch(validationUrl);
    expect(await page.text()).toContain("GET /me");
    sandbox.allow(validationUrl);
    const ovh = createClient({ applicationKey, applicationSecret, consumerKey, fetch: sandbox.fetch });
    expect(await unwrap(ovh.GET("/me"))).toMatchObject({ firstname: "Ada" });
    await expect(unwrap(ovh.GET("/vps"))).rejects.toMatchObject({ status: 403 });
  });

  test("who no longer waits gets the reason of its signal", async () => {
    const sandbox = await start();
    await sandbox.on("GET /me", async ({ otherwise }) => {
      await new Promise((resolve) => setTimeout(resolve, 60_000).unref());
      return otherwise();
    });
    const ovh = createClient({ ...sandbox.credentials, fetch: sandbox.fetch });
    const reason = new Error("enough");
    const controller = new AbortController();
    setTimeout(() => controller.abort(reason), 20);
    await expect(unwrap(ovh.GET("/me", { signal: controller.signal }))).rejects.toBe(reason);
    await expect(sandbox.fetch("http://localhost/1.0/me", { signal: controller.signal })).rejects.toBe(reason);
  });
});

test("fetch reaches a sandbox with a port as well", async () => {
  const sandbox = await start({});
  const ovh = createClient({ ...sandbox.credentials, fetch: sandbox.fetch });
  expect(await unwrap(ovh.GET("/me"))).toMatchObject({ firstname: "Ada" });
});

describe("where it listens", () => {
  test("on another address than this machine's own only where it is told a name as well", async () => {
    await expect(start({ host: "0.0.0.0" })).rejects.toThrow(
      /host is "0\.0\.0\.0", which other machines may reach\. Where that is meant, say as publicUrl \(--public-url\)/,
    );
    const sandbox = await start({ host: "0.0.0.0", publicUrl: "https://ovh.test" });
    expect(sandbox).toMatchObject({ url: "https://ovh.test", baseUrl: "https://ovh.test/1.0" });
  });

  test.each(["127.0.0.1", "localhost", "::1"])("on %s without a word", async (host) => {
    const sandbox = await start({ host });
    expect(await (await fetch(`${sandbox.baseUrl}/auth/time`)).json()).toBeGreaterThan(0);
  });

  test("strangers' names are refused there too", async () => {
    const taken = await start({});
    await taken.close();
    const { port } = new URL(taken.url);
    const publicUrl = `http://localhost:${port}`;
    const sandbox = await start({ host: "0.0.0.0", port: Number(port), publicUrl });
    const ovh = createClient({ baseUrl: sandbox.baseUrl, ...sandbox.credentials });
    expect(await unwrap(ovh.GET("/me"))).toMatchObject({ firstname: "Ada" });
    const stranger = await send({ url: `${publicUrl}/1.0/auth/time`, headers: { host: "evil.example" } });
    expect(stranger.status).toBe(403);
  });
});
