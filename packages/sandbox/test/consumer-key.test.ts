import { describe, expect, test } from "vitest";
import { call, decide, requestKey } from "./support/caller.js";
import { fixtureSandbox } from "./support/fixture-sandbox.js";
import { send } from "./support/send.js";

const everything = [{ method: "GET", path: "/*" }];

describe("requesting a consumer key", () => {
  test("gives a pending key and the page where a person allows it", async () => {
    const sandbox = await fixtureSandbox();
    const requested = await requestKey(sandbox, everything);
    expect(requested).toEqual({
      consumerKey: expect.stringMatching(/^sbx[0-9A-Za-z]{29}$/) as string,
      validationUrl: expect.stringMatching(/\/auth\/\?credentialToken=sbx[0-9A-Za-z]{61}$/) as string,
      state: "pendingValidation",
    });
    expect(requested.validationUrl).toContain(sandbox.url);
    expect(requested.validationUrl).not.toContain(requested.consumerKey);
  });

  test("needs a known application, and no signature", async () => {
    const sandbox = await fixtureSandbox();
    const url = `${sandbox.baseUrl}/auth/credential`;
    const body = JSON.stringify({ accessRules: everything });
    for (const headers of [{}, { "X-Ovh-Application": "unknown" }]) {
      const answer = await send({ method: "POST", url, headers, body });
      expect([answer.status, answer.json]).toMatchObject([403, { errorCode: "INVALID_KEY" }]);
    }
  });

  test.each([
    [undefined, "Missing parameter: this call needs a JSON body and none was sent"],
    [{}, "Missing parameter: accessRules (body)"],
    [{ accessRules: [] }, "Invalid parameter: accessRules (body) must NOT have fewer than 1 items"],
    [
      { accessRules: [{ method: "FETCH", path: "/" }] },
      "Invalid parameter: accessRules.0.method (body) must be equal to one of the allowed values: GET, POST, PUT, DELETE",
    ],
    [{ accessRules: [{ method: "GET" }] }, "Missing parameter: accessRules.0.path (body)"],
    [
      { accessRules: [{ method: "GET", path: "me" }] },
      'Invalid parameter: accessRules.0.path (body) must match pattern "^/"',
    ],
    [
      { accessRules: everything, redirection: "javascript:alert(1)" },
      "Invalid parameter: redirection (body) must be an absolute http or https URL",
    ],
    [
      { accessRules: everything, allowedIPs: ["here"] },
      'Invalid parameter: allowedIPs.0 (body) must match format "ip-block"',
    ],
    [{ accessRules: everything, admin: true }, "Received not described parameters: (admin)"],
  ])("with %j is refused", async (body, message) => {
    const sandbox = await fixtureSandbox();
    const answer = await call(sandbox, "POST", "/1.0/auth/credential", body);
    expect([answer.status, answer.json]).toEqual([400, { class: "Client::BadRequest", message }]);
  });

  test("once allowed, the key works and knows itself", async () => {
    const sandbox = await fixtureSandbox();
    const { consumerKey, validationUrl } = await requestKey(sandbox, everything, { allowedIPs: ["127.0.0.1/32"] });
    await decide(validationUrl, "Allow");
    const credentials = { consumerKey };
    const answer = await call(sandbox, "GET", "/1.0/auth/currentCredential", undefined, { credentials });
    expect(answer.json).toMatchObject({
      applicationId: 10_001,
      status: "validated",
      rules: everything,
      allowedIPs: ["127.0.0.1/32"],
      expiration: null,
      creation: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00$/) as string,
    });
    const details = await call(sandbox, "GET", "/1.0/auth/details", undefined, { credentials });
    expect(details.json).toEqual({ account: "la12345-ovh", allowedRoutes: everything, method: "account", user: null });
  });
});

test("logout ends the key in use and no other", async () => {
  const sandbox = await fixtureSandbox();
  const { consumerKey, validationUrl } = await requestKey(sandbox, everything);
  await decide(validationUrl, "Allow");
  const credentials = { consumerKey };
  const answer = await call(sandbox, "POST", "/1.0/auth/logout", undefined, { credentials });
  expect([answer.status, answer.text]).toEqual([200, "null"]);
  const after = await call(sandbox, "GET", "/1.0/me", undefined, { credentials });
  expect(after.json).toMatchObject({ errorCode: "INVALID_CREDENTIAL" });
  expect((await call(sandbox, "GET", "/1.0/me")).status).toBe(200);
});
