import { describe, expect, test } from "vitest";
import { requestKey } from "./support/caller.js";
import { fixtureSandbox } from "./support/fixture-sandbox.js";
import { type Received, send } from "./support/send.js";

const publicUrl = "https://eu.api.ovh.com";
const rules = [{ method: "GET", path: "/me" }];

const refusal = (text: string): object => ({
  status: 403,
  headers: { "x-ovh-queryid": expect.any(String) as string },
  json: { class: "Client::Forbidden", message: expect.stringContaining(text) as string },
});

describe("a request", () => {
  test.each(["evil.example", "evil.example:80", "localhost.evil.example", "127.0.0.1.evil.example", "10.0.0.1"])(
    "to the host %j is refused, whatever it asks for",
    async (host) => {
      const sandbox = await fixtureSandbox();
      const { validationUrl } = await requestKey(sandbox, rules);
      for (const url of [`${sandbox.baseUrl}/auth/time`, validationUrl, `${sandbox.url}/auth/oauth2/token`]) {
        expect(await send({ url, headers: { host } })).toMatchObject(refusal(`Host is "${host}"`));
      }
    },
  );

  test.each(["localhost", "localhost:3000", "app.localhost", "127.0.0.1", "127.1.2.3:80", "[::1]:8080", "LocalHost"])(
    "to the host %s of this machine is answered",
    async (host) => {
      const sandbox = await fixtureSandbox();
      expect((await send({ url: `${sandbox.baseUrl}/auth/time`, headers: { host } })).status).toBe(200);
    },
  );

  test("to the host of publicUrl is answered, to another is not", async () => {
    const sandbox = await fixtureSandbox({ publicUrl });
    const url = `${sandbox.baseUrl}/auth/time`;
    expect((await send({ url, headers: { host: "eu.api.ovh.com" } })).status).toBe(200);
    expect(await send({ url, headers: { host: "ca.api.ovh.com" } })).toMatchObject(
      refusal("give its origin as publicUrl"),
    );
  });

  test.each(["http://evil.example", "null", "http://localhost.evil.example", publicUrl])(
    "from a page of %s is refused",
    async (origin) => {
      const sandbox = await fixtureSandbox();
      const answer = await send({ url: `${sandbox.baseUrl}/auth/time`, headers: { origin } });
      expect(answer).toMatchObject(refusal(`Origin is "${origin}"`));
    },
  );

  test("from a page of this machine, or of publicUrl, is answered", async () => {
    const sandbox = await fixtureSandbox({ publicUrl });
    for (const origin of ["http://localhost:5173", "https://127.0.0.1", sandbox.url, publicUrl]) {
      expect((await send({ url: `${sandbox.baseUrl}/auth/time`, headers: { origin } })).status).toBe(200);
    }
  });
});

/** Allows a requested key by a form that a page of an origin sends: the answer, and whether the key is allowed then. */
async function post(origin: (url: string) => string, options = {}): Promise<[Received, unknown]> {
  const sandbox = await fixtureSandbox(options);
  const { validationUrl } = await requestKey(sandbox, rules);
  const credentialToken = new URL(validationUrl).searchParams.get("credentialToken") ?? "";
  const answer = await send({
    method: "POST",
    url: `${sandbox.url}/auth/`,
    headers: { origin: origin(sandbox.url), "Content-Type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ credentialToken, decision: "validated" }).toString(),
  });
  return [answer, (await send({ url: validationUrl })).text.includes("Access allowed")];
}

describe("the consent form", () => {
  test.each(["http://evil.example", "http://localhost:1", "null"])(
    "is not obeyed when a page of %s posts it",
    async (origin) => {
      const [answer, decided] = await post(() => origin);
      expect([answer.status, decided]).toEqual([403, false]);
      expect(answer.text).toContain(origin);
    },
  );

  test("is obeyed from its own page, also where that is publicUrl's", async () => {
    expect((await post((url) => url))[1]).toBe(true);
    expect((await post(() => publicUrl, { publicUrl }))[1]).toBe(true);
  });
});
