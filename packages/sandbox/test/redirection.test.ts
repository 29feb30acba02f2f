import { describe, expect, test } from "vitest";
import { decide, requestKey } from "./support/caller.js";
import { fixtureSandbox } from "./support/fixture-sandbox.js";
import { type Received, send } from "./support/send.js";

const accessRules = [{ method: "GET", path: "/me" }];

async function request(redirection: string): Promise<Received> {
  const { baseUrl, credentials } = await fixtureSandbox();
  return send({
    method: "POST",
    url: `${baseUrl}/auth/credential`,
    headers: { "X-Ovh-Application": credentials.applicationKey },
    body: JSON.stringify({ accessRules, redirection }),
  });
}

async function formTargets(redirection: string): Promise<string | undefined> {
  const { validationUrl } = await requestKey(await fixtureSandbox(), accessRules, { redirection });
  const { headers } = await send({ url: validationUrl });
  return /form-action ([^;]*);/.exec(String(headers["content-security-policy"]))?.[1];
}

describe("a redirection", () => {
  test.each([
    ["a line break", "http://app.example/\r\nSet-Cookie: a=b", "control character"],
    ["a tab", "http://app.example/\tdone", "control character"],
    ["900 kB", `http://app.example/${"x".repeat(900_000)}`, "8000 characters"],
    ["8,001 characters once it is encoded", `http://app.example/${"é".repeat(1400)}`, "8000 characters"],
  ])("of %s is refused when a key is requested", async (_, redirection, reason) => {
    expect(await request(redirection)).toMatchObject({
      status: 400,
      json: { message: expect.stringMatching(RegExp(`^Invalid parameter: redirection .*${reason}`)) as string },
    });
  });

  test.each([
    ["http://app.example/déjà?q=☂#там", "http://app.example/d%C3%A9j%C3%A0?q=%E2%98%82#%D1%82%D0%B0%D0%BC"],
    [`http://app.example/${"x".repeat(7900)}`, `http://app.example/${"x".repeat(7900)}`],
  ])("leads on as an address that a header can carry", async (redirection, location) => {
    const { validationUrl } = await requestKey(await fixtureSandbox(), accessRules, { redirection });
    expect(await decide(validationUrl, "Allow")).toMatchObject({ status: 303, headers: { location } });
  });

  test.each([
    ["https://app.example:8443/done", "'self' https://app.example:8443"],
    ["http://my_app.local/", "'self' http://my_app.local"],
    ["http://b\u00fccher.example/", "'self' http://xn--bcher-kva.example"],
    ["http://a;script-src/", "'self' http:"],
    ["http://a,default-src/", "'self' http:"],
    ["https://*/", "'self' https:"],
    ["http://[::1]:3000/", "'self' http:"],
  ])("to %s: the content security policy says %s", async (redirection, targets) => {
    expect(await formTargets(redirection)).toBe(targets);
  });
});
