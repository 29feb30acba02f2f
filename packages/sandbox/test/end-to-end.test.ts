import { type Client, type Operations, unwrap } from "@ovh-typed/core";
import { createClient as kimsufiCa } from "@ovh-typed/kimsufi-ca";
import { createClient as kimsufiEu } from "@ovh-typed/kimsufi-eu";
import { createClient as ovhCa } from "@ovh-typed/ovh-ca";
import { createClient as ovhEu } from "@ovh-typed/ovh-eu";
import { createClient as ovhUs } from "@ovh-typed/ovh-us";
import { createClient as runaboveCa } from "@ovh-typed/runabove-ca";
import { createClient as soyoustartCa } from "@ovh-typed/soyoustart-ca";
import { createClient as soyoustartEu } from "@ovh-typed/soyoustart-eu";
import { describe, expect, onTestFinished, test } from "vitest";
import { createSandbox, type Sandbox, type Seed } from "../src/index.js";
import { decide } from "./support/caller.js";

/** What seven of the eight endpoints have in common; the compiler holds each one's own types against it. */
interface Shared extends Operations {
  GET: {
    "/me": { response: { firstname?: string | null } };
    "/dedicated/server/{serviceName}/task": {
      params: { path: { serviceName: string }; query?: { status?: "done" } };
      response: number[];
    };
  };
  POST: {
    "/auth/credential": {
      body: { accessRules: { method: "GET" | "POST" | "DELETE"; path: string }[] };
      response: { consumerKey: string; validationUrl: string };
    };
    "/me/subAccount": { body?: { description?: string }; response: number };
  };
  PUT: object;
  DELETE: { "/me/sshKey/{keyName}": { params: { path: { keyName: string } }; response: void } };
}

interface ClientOptions {
  readonly baseUrl: string;
  readonly applicationKey: string;
  readonly applicationSecret: string;
  readonly consumerKey?: string;
}

const clients: Readonly<Record<string, (options: ClientOptions) => Client<Shared>>> = {
  "ovh-eu": ovhEu,
  "ovh-ca": ovhCa,
  "ovh-us": ovhUs,
  "soyoustart-eu": soyoustartEu,
  "soyoustart-ca": soyoustartCa,
  "kimsufi-eu": kimsufiEu,
  "kimsufi-ca": kimsufiCa,
};

async function running(endpoint: string, seed: Seed = {}): Promise<{ sandbox: Sandbox; application: ClientOptions }> {
  const sandbox = await createSandbox({ endpoint, seed });
  onTestFinished(() => sandbox.close());
  const { applicationKey, applicationSecret } = sandbox.credentials;
  return { sandbox, application: { baseUrl: sandbox.baseUrl, applicationKey, applicationSecret } };
}

const serviceName = "ns1/x?y.example.com";

describe.each(Object.entries(clients))("a client of %s", { timeout: 30_000 }, (endpoint, createClient) => {
  test("is granted a consumer key, and calls with it what the key allows", async () => {
    const { application } = await running(endpoint, {
      "/dedicated/server": [serviceName],
      [`/dedicated/server/${encodeURIComponent(serviceName)}/task`]: [
        { taskId: 7, status: "done" },
        { taskId: 8, status: "todo" },
      ],
      "/me/sshKey": ["laptop"],
    });
    const accessRules = (["GET", "POST", "DELETE"] as const).map((method) => ({ method, path: "/*" }));
    const requested = await unwrap(createClient(application).POST("/auth/credential", { body: { accessRules } }));
    const { consumerKey, validationUrl } = requested;
    const ovh = createClient({ ...application, consumerKey });

    const pending = await ovh.GET("/me");
    expect(pending.error).toMatchObject({ status: 403, errorCode: "INVALID_CREDENTIAL" });
    await decide(validationUrl, "Allow");
    expect(await unwrap(ovh.GET("/me"))).toMatchObject({ firstname: "Ada" });

    const params = { path: { serviceName }, query: { status: "done" } } as const;
    expect(await unwrap(ovh.GET("/dedicated/server/{serviceName}/task", { params }))).toEqual([7]);
    const id = await unwrap(ovh.POST("/me/subAccount", { body: { description: "naïve ☂" } }));
    expect(await unwrap(ovh.request("GET", "/me/subAccount"))).toEqual([1, id]);
    const removed = await ovh.DELETE("/me/sshKey/{keyName}", { params: { path: { keyName: "laptop" } } });
    expect([removed.error, removed.response.status, removed.data ?? null]).toEqual([undefined, 200, null]);
  });

  test("is told what was wrong", async () => {
    const { sandbox, application } = await running(endpoint);
    const ovh = createClient({ ...application, consumerKey: sandbox.credentials.consumerKey });
    const { error } = await ovh.POST("/me/subAccount", { body: JSON.parse('{"colour":"red"}') as object });
    expect(error).toMatchObject({
      status: 400,
      class: "Client::BadRequest",
      serverMessage: "Received not described parameters: (colour)",
      queryId: expect.stringMatching(/^SANDBOX/) as string,
    });
    const wrong = createClient({ ...application, applicationSecret: "0".repeat(32), consumerKey: "0".repeat(32) });
    expect((await wrong.GET("/me")).error).toMatchObject({ status: 403, errorCode: "NOT_CREDENTIAL" });
  });
});

describe("a client of runabove-ca", { timeout: 30_000 }, () => {
  test("is granted a consumer key, and calls with it what its pin has", async () => {
    const { application } = await running("runabove-ca", { "/ssh": ["a/b"] });
    const accessRules = (["GET", "POST", "DELETE"] as const).map((method) => ({ method, path: "/*" }));
    const requested = await unwrap(runaboveCa(application).POST("/auth/credential", { body: { accessRules } }));
    await decide(requested.validationUrl ?? "", "Allow");
    const ovh = runaboveCa({ ...application, consumerKey: requested.consumerKey ?? "" });

    expect(await unwrap(ovh.GET("/me"))).toMatchObject({ firstname: "Ada" });
    const params = { path: { name: "a/b" }, query: { region: "BHS-1" } };
    expect(await unwrap(ovh.GET("/ssh/{name}", { params }))).toMatchObject({ name: "a/b" });
    const body = { name: "laptop", publicKey: "ssh-ed25519 AAAA", region: "BHS-1" };
    expect(await unwrap(ovh.POST("/ssh", { body }))).toHaveProperty("fingerPrint");
    expect((await ovh.DELETE("/ssh/{name}", { params })).response.status).toBe(200);
    expect((await ovh.request("GET", "/auth/currentCredential")).error).toMatchObject({ status: 404 });
    await unwrap(ovh.POST("/auth/logout"));
    expect((await ovh.GET("/me")).error).toMatchObject({ errorCode: "INVALID_CREDENTIAL" });
  });
});

test("a client of ovh-eu calls both versions", { timeout: 30_000 }, async () => {
  const { sandbox, application } = await running("ovh-eu");
  const ovh = ovhEu({ ...application, consumerKey: sandbox.credentials.consumerKey });
  const ids = await unwrap(ovh.GET("/me/api/credential", { params: { query: { status: "validated" } } }));
  expect(ids).toHaveLength(3);
  const policies = await unwrap(ovh.GET("/v2/iam/policy", { params: { header: { "X-Pagination-Size": 10 } } }));
  expect(policies[0]).toHaveProperty("permissions");
});
