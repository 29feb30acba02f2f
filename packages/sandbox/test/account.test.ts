import { describe, expect, test } from "vitest";
import type { Sandbox } from "../src/options.js";
import { call, decide, requestKey } from "./support/caller.js";
import { fixtureSandbox } from "./support/fixture-sandbox.js";

const read = async (sandbox: Sandbox, path: string): Promise<unknown> => (await call(sandbox, "GET", path)).json;

describe("/me", () => {
  test("belongs to somebody", async () => {
    const sandbox = await fixtureSandbox();
    expect(await read(sandbox, "/1.0/me")).toEqual({
      nichandle: "la12345-ovh",
      firstname: "Ada",
      address: "12 rue Cujas",
      country: "FR",
    });
  });

  test("keeps what is written to it", async () => {
    const sandbox = await fixtureSandbox();
    const answer = await call(sandbox, "PUT", "/1.0/me", { firstname: "Grace", address: null });
    expect([answer.status, answer.text]).toEqual([200, "null"]);
    await call(sandbox, "PUT", "/1.0/me", { country: "GB" });
    expect(await read(sandbox, "/1.0/me")).toMatchObject({ firstname: "Grace", address: null, country: "GB" });
  });

  test("read, changed and sent back, ignores what is read-only", async () => {
    const sandbox = await fixtureSandbox();
    const me = (await read(sandbox, "/1.0/me")) as Record<string, unknown>;
    const answer = await call(sandbox, "PUT", "/1.0/me", { ...me, firstname: "Grace", nichandle: "other" });
    expect(answer.status).toBe(200);
    expect(await read(sandbox, "/1.0/me")).toEqual({ ...me, firstname: "Grace" });
  });

  test("is each sandbox's own", async () => {
    const [one, other] = [await fixtureSandbox(), await fixtureSandbox()];
    await call(one, "PUT", "/1.0/me", { firstname: "Grace" });
    expect(await read(other, "/1.0/me")).toMatchObject({ firstname: "Ada" });
    expect((await call(other, "GET", "/1.0/me", undefined, { credentials: one.credentials })).status).toBe(403);
  });
});

describe("/me/api/credential", () => {
  test("lists what the account has gathered, by status and application", async () => {
    const sandbox = await fixtureSandbox();
    const list = (query: string): Promise<unknown> => read(sandbox, `/1.0/me/api/credential${query}`);
    expect(await list("")).toEqual([200_001, 200_002, 200_003, 200_004, 200_005, 200_006]);
    expect(await list("?status=validated")).toEqual([200_001, 200_002, 200_003]);
    expect(await list("?status=expired")).toEqual([200_004]);
    expect(await list("?status=pendingValidation")).toEqual([200_005]);
    expect(await list("?status=refused")).toEqual([200_006]);
    expect(await list("?applicationId=10003")).toEqual([200_003, 200_004]);
    expect(await list("?applicationId=10003&status=expired")).toEqual([200_004]);
    expect(await list("?applicationId=1")).toEqual([]);
  });

  test("shows one, with dates relative to now", async () => {
    const now = Date.UTC(2026, 0, 31, 12);
    const sandbox = await fixtureSandbox({ now: () => now });
    const timestamp = now / 1000;
    const answer = await call(sandbox, "GET", "/1.0/me/api/credential/200003", undefined, { timestamp });
    expect(answer.json).toEqual({
      credentialId: 200_003,
      applicationId: 10_003,
      status: "validated",
      rules: [
        { method: "GET", path: "/me/bill" },
        { method: "GET", path: "/me/bill/*" },
      ],
      allowedIPs: null,
      ovhSupport: false,
      creation: "2026-01-01T12:00:00+00:00",
      expiration: "2026-04-01T12:00:00+00:00",
      lastUse: "2026-01-28T12:00:00+00:00",
    });
  });

  test("remembers when a key was used", async () => {
    const sandbox = await fixtureSandbox();
    const { lastUse } = (await read(sandbox, "/1.0/me/api/credential/200001")) as { lastUse: string };
    expect(Math.abs(Date.parse(lastUse) - Date.now())).toBeLessThan(60_000);
  });

  test("lists a new key at once, and revokes it", async () => {
    const sandbox = await fixtureSandbox();
    const { consumerKey, validationUrl } = await requestKey(sandbox, [{ method: "GET", path: "/*" }]);
    expect(await read(sandbox, "/1.0/me/api/credential?status=pendingValidation")).toEqual([200_005, 200_007]);
    await decide(validationUrl, "Allow");
    expect(await read(sandbox, "/1.0/me/api/credential/200007")).toMatchObject({ status: "validated" });
    const revoked = await call(sandbox, "DELETE", "/1.0/me/api/credential/200007");
    expect([revoked.status, revoked.text]).toEqual([200, "null"]);
    const after = await call(sandbox, "GET", "/1.0/me", undefined, { credentials: { consumerKey } });
    expect(after.json).toMatchObject({ errorCode: "NOT_CREDENTIAL" });
    expect(await call(sandbox, "GET", "/1.0/me/api/credential/200007")).toMatchObject({
      status: 404,
      json: {
        class: "Client::NotFound",
        message: "The requested object (credentialId = 200007) does not exist",
      },
    });
  });

  test("takes a restriction to addresses", async () => {
    const sandbox = await fixtureSandbox();
    await call(sandbox, "PUT", "/1.0/me/api/credential/200002", { allowedIPs: ["192.0.2.1/32"] });
    expect(await read(sandbox, "/1.0/me/api/credential/200002")).toMatchObject({ allowedIPs: ["192.0.2.1/32"] });
    expect((await call(sandbox, "PUT", "/1.0/me/api/credential/1", { allowedIPs: null })).status).toBe(404);
  });

  test("leads to its application", async () => {
    const sandbox = await fixtureSandbox();
    const application = await read(sandbox, "/1.0/me/api/credential/200004/application");
    expect(application).toEqual(await read(sandbox, "/1.0/me/api/application/10003"));
    expect(application).toMatchObject({ name: "billing-export" });
  });
});

describe("/me/api/application", () => {
  test("lists and shows all but secrets", async () => {
    const sandbox = await fixtureSandbox();
    expect(await read(sandbox, "/1.0/me/api/application")).toEqual([10_001, 10_002, 10_003, 10_004]);
    expect(await read(sandbox, "/1.0/me/api/application/10001")).toEqual({
      applicationId: 10_001,
      applicationKey: sandbox.credentials.applicationKey,
      name: "sandbox",
      description: "The application whose keys this sandbox hands out",
      status: "active",
    });
  });

  test("deletes one with all its keys", async () => {
    const sandbox = await fixtureSandbox();
    await call(sandbox, "DELETE", "/1.0/me/api/application/10003");
    expect(await read(sandbox, "/1.0/me/api/application")).toEqual([10_001, 10_002, 10_004]);
    expect(await read(sandbox, "/1.0/me/api/credential")).toEqual([200_001, 200_002, 200_005, 200_006]);
    expect((await call(sandbox, "GET", "/1.0/me/api/application/10003")).status).toBe(404);
    await call(sandbox, "DELETE", "/1.0/me/api/application/10001");
    expect((await call(sandbox, "GET", "/1.0/me")).json).toMatchObject({ errorCode: "INVALID_KEY" });
  });
});
