import { createClient, type Operations, unwrap } from "@ovh-typed/ovh-eu";
import { beforeEach, describe, expect, test } from "vitest";
import { createSandbox, ovhError, type Sandbox } from "../src/index.js";

let sandbox: Sandbox<Operations>;
let ovh: ReturnType<typeof createClient>;

beforeEach(async () => {
  sandbox = await createSandbox<Operations>({ seed: { "/vps": ["vps-1"] } });
  ovh = createClient({ baseUrl: sandbox.baseUrl, ...sandbox.credentials, retry: false });
  return () => sandbox.close();
});

const params = { path: { serviceName: "vps-1" } };

describe("a handler", () => {
  test("answers in the sandbox's place, and knows what it would have answered", async () => {
    await sandbox.on("GET /vps/{serviceName}", ({ params, otherwise }) => ({
      ...otherwise(),
      displayName: `the ${params.path.serviceName}`,
      state: "stopped",
    }));
    expect(await unwrap(ovh.GET("/vps/{serviceName}", { params }))).toMatchObject({
      displayName: "the vps-1",
      state: "stopped",
      name: "vps-1",
    });
  });

  test("is told the parameters and the body in their types, once they were checked", async () => {
    const told: unknown[] = [];
    await sandbox.on("POST /domain/zone/{zoneName}/record", ({ params, body, otherwise }) => {
      told.push(params.path.zoneName, body.fieldType);
      return otherwise();
    });
    const path = { zoneName: "example.com" };
    await ovh.request("POST", "/domain/zone/example.com/record", { body: { fieldType: "B" } });
    expect(told).toEqual([]);
    await ovh.POST("/domain/zone/{zoneName}/record", {
      params: { path },
      body: { fieldType: "A", target: "192.0.2.1" },
    });
    expect(told).toEqual(["example.com", "A"]);
    expect(await unwrap(ovh.GET("/domain/zone/{zoneName}/record", { params: { path } }))).toHaveLength(2);
  });

  test("for one call is taken once, and several in turn, before the one for all", async () => {
    await sandbox.on("GET /me", ({ otherwise }) => ({ ...otherwise(), firstname: "always" }));
    await sandbox.once("GET /me", () => ovhError(429, { message: "Too many requests" }, { "retry-after": "2" }));
    await sandbox.once("GET /me", () => {
      throw ovhError(503, { class: "Server::ServiceUnavailable", message: "Down" });
    });
    const first = await ovh.GET("/me");
    expect([first.error?.status, first.response.headers.get("retry-after")]).toEqual([429, "2"]);
    expect((await ovh.GET("/me")).error).toMatchObject({ status: 503, class: "Server::ServiceUnavailable" });
    expect((await ovh.GET("/me")).data?.firstname).toBe("always");
    await sandbox.reset();
    expect((await ovh.GET("/me")).data?.firstname).toBe("Ada");
  });

  test("may take its time, and may answer nothing where OVH does", async () => {
    await sandbox.on("POST /domain/zone/{zoneName}/refresh", async () => {});
    const zone = { params: { path: { zoneName: "nowhere.example" } } };
    expect((await ovh.POST("/domain/zone/{zoneName}/refresh", zone)).error).toBeUndefined();
    await sandbox.on("GET /v2/iam/policy", async () => []);
    expect(await unwrap(ovh.GET("/v2/iam/policy"))).toEqual([]);
  });

  test("whose answer does not fit is a failure of the sandbox that says where", async () => {
    // @ts-expect-error A VPS has no such state.
    await sandbox.on("GET /vps/{serviceName}", ({ otherwise }) => ({ ...otherwise(), vcore: "two" }));
    const { error } = await ovh.GET("/vps/{serviceName}", { params });
    expect(error).toMatchObject({
      status: 500,
      serverMessage: "The handler of GET /vps/{serviceName} answers what does not fit: vcore must be integer",
    });
  });

  test("of an operation that the pin lacks is an error, for the compiler as well", async () => {
    // @ts-expect-error There is no such path.
    await expect(sandbox.on("GET /vpss/{serviceName}", () => ({}))).rejects.toThrow(
      'ovh-eu has no operation "GET /vpss/{serviceName}"',
    );
    // @ts-expect-error There is no such method.
    await expect(sandbox.once("PUT /vps", () => ({}))).rejects.toThrow("has no operation");
    const untyped = await createSandbox();
    await expect(untyped.on("/me" as "GET /me", () => ({}))).rejects.toThrow('give it as "GET /me"');
    await untyped.on("GET /me", () => ({ anything: true }));
    await untyped.close();
  });

  test("does not answer with an error that is none", () => {
    for (const status of [200, 399, 600, 404.5]) {
      expect(() => ovhError(status, { message: "" })).toThrow("from 400 to 599");
    }
  });
});
