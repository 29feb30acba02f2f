import { describe, expect, test } from "vitest";
import { call, decide, requestKey } from "./support/caller.js";
import { fixtureSandbox } from "./support/fixture-sandbox.js";
import { send } from "./support/send.js";

const rules = [
  { method: "GET", path: "/me" },
  { method: "DELETE", path: "/domain/zone/*" },
];

describe("the consent page", () => {
  test("says who asks for which rights, and offers to allow or refuse", async () => {
    const sandbox = await fixtureSandbox();
    const { validationUrl } = await requestKey(sandbox, rules, { allowedIPs: ["127.0.0.1/32"] });
    const page = await send({ url: validationUrl });
    expect(page.status).toBe(200);
    expect(page.headers["content-type"]).toMatch(/^text\/html/);
    expect(page.text).toContain("<h1>Allow sandbox to use your account?</h1>");
    expect(page.text).toMatch(/<td>Read<\/td>\s*<td>GET \/me<\/td>/);
    expect(page.text).toMatch(/<td>Delete<\/td>\s*<td>DELETE \/domain\/zone\/\*<\/td>/);
    expect(page.text).toContain("127.0.0.1/32");
    expect(page.text.match(/<button type="submit"/g)).toHaveLength(2);
  });

  test("loads and runs nothing, and is framed by nobody", async () => {
    const sandbox = await fixtureSandbox();
    const { validationUrl } = await requestKey(sandbox, rules);
    const { text, headers } = await send({ url: validationUrl });
    expect(text).not.toMatch(/<script|<link|<img|src=|https?:/);
    expect(text).toContain('<html lang="en">');
    expect(headers["content-security-policy"]).toBe(
      "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    );
    expect(headers["cache-control"]).toBe("no-store");
    expect(headers["referrer-policy"]).toBe("same-origin");
  });

  test("shows what it was given as text", async () => {
    const sandbox = await fixtureSandbox();
    const { validationUrl } = await requestKey(sandbox, [{ method: "GET", path: `/"><script>alert('1')</script>` }]);
    const { text } = await send({ url: validationUrl });
    expect(text).toContain("GET /&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;");
    expect(text).not.toContain("<script");
  });

  test.each([
    ["Allow", "Access allowed", 200],
    ["Refuse", "Access refused", 403],
  ] as const)("%s decides, and says so", async (decision, title, status) => {
    const sandbox = await fixtureSandbox();
    const { consumerKey, validationUrl } = await requestKey(sandbox, rules);
    const done = await decide(validationUrl, decision);
    expect([done.status, done.text]).toEqual([200, expect.stringContaining(`<h1>${title}</h1>`)]);
    expect((await call(sandbox, "GET", "/1.0/me", undefined, { credentials: { consumerKey } })).status).toBe(status);
    expect((await send({ url: validationUrl })).text).toContain(`<h1>${title}</h1>`);
  });

  test("leads back to the application that asked", async () => {
    const sandbox = await fixtureSandbox();
    const redirection = "http://app.example:8080/done?session=1";
    const { validationUrl } = await requestKey(sandbox, rules, { redirection });
    const { headers } = await send({ url: validationUrl });
    expect(headers["content-security-policy"]).toContain("form-action 'self' http://app.example:8080;");
    const answer = await decide(validationUrl, "Allow");
    expect([answer.status, answer.headers.location]).toEqual([303, redirection]);
  });

  test("keeps the first decision", async () => {
    const sandbox = await fixtureSandbox();
    const { consumerKey, validationUrl } = await requestKey(sandbox, rules);
    const credentialToken = new URL(validationUrl).searchParams.get("credentialToken") ?? "";
    const press = (decision: string): ReturnType<typeof send> =>
      send({
        method: "POST",
        url: `${sandbox.url}/auth/`,
        body: new URLSearchParams({ credentialToken, decision }).toString(),
      });
    expect((await press("maybe")).status).toBe(400);
    await press("refused");
    expect((await press("validated")).text).toContain("Access refused");
    const answer = await call(sandbox, "GET", "/1.0/me", undefined, { credentials: { consumerKey } });
    expect(answer.json).toMatchObject({ errorCode: "INVALID_CREDENTIAL" });
  });

  test("knows only its own links", async () => {
    const sandbox = await fixtureSandbox();
    const { consumerKey } = await requestKey(sandbox, rules);
    for (const query of ["", "?credentialToken=", `?credentialToken=${consumerKey}`]) {
      const page = await send({ url: `${sandbox.url}/auth/${query}` });
      expect([page.status, page.text]).toEqual([404, expect.stringContaining("Unknown request")]);
    }
    expect((await send({ method: "POST", url: `${sandbox.url}/auth/`, body: "decision=validated" })).status).toBe(404);
  });

  test("takes no larger form than any other body", async () => {
    const sandbox = await fixtureSandbox();
    const answer = await send({ method: "POST", url: `${sandbox.url}/auth/`, body: "x".repeat(1_048_577) });
    expect(answer.status).toBe(413);
  });
});
