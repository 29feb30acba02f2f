import { createClient as createCa, unwrap as unwrapCa } from "@ovh-typed/ovh-ca";
import { createClient, unwrap } from "@ovh-typed/ovh-eu";
import { describe, expect, onTestFinished, test } from "vitest";
import { unauthorizedActions, type IamRequest } from "../src/auth/iam.js";
import { createSandbox } from "../src/index.js";

const seed = { "/vps": ["vps-1", "vps-2"] };

async function start() {
  const sandbox = await createSandbox({ seed });
  onTestFinished(() => sandbox.close());
  const owner = createClient({ baseUrl: sandbox.baseUrl, ...sandbox.credentials });
  const body = {
    callbackUrls: [],
    flow: "CLIENT_CREDENTIALS" as const,
    name: "monitor",
    description: "Watches VPS",
  };
  const client = await unwrap(owner.POST("/me/api/oauth2/client", { body }));
  const { clientId, clientSecret } = client;
  const robot = createClient({ baseUrl: sandbox.baseUrl, clientId, clientSecret });
  const { identity } = await unwrap(owner.GET("/me/api/oauth2/client/{clientId}", { params: { path: { clientId } } }));
  return { sandbox, owner, robot, clientId, identity: identity ?? "" };
}

const vps = (serviceName: string) => ({ params: { path: { serviceName } } });
const anyVps = [{ urn: "urn:v1:eu:resource:vps:*" }];

test("a client may do nothing before a policy allows it, and is told which action it lacks", async () => {
  const { owner, robot, identity, clientId } = await start();
  expect(identity).toBe(`urn:v1:eu:identity:credential:la12345-ovh/oauth2-${clientId}`);
  expect(await unwrap(owner.GET("/me/api/oauth2/client"))).toContain(clientId);
  const error = await unwrap(robot.GET("/vps/{serviceName}", vps("vps-1"))).catch((reason: unknown) => reason);
  expect(error).toMatchObject({
    status: 403,
    message: expect.stringContaining("User not granted for this request"),
    details: { unauthorizedActionsByIAM: "vps:apiovh:get" },
  });
});

test("a policy allows a client what it says, of the resources that it says", async () => {
  const { owner, robot, identity } = await start();
  const body = {
    name: "monitoring",
    identities: [identity],
    resources: [{ urn: "urn:v1:eu:resource:vps:vps-1" }],
    permissions: { allow: [{ action: "vps:apiovh:*" }], except: [{ action: "vps:apiovh:reboot" }] },
  };
  const { id } = await unwrap(owner.POST("/v2/iam/policy", { body }));
  expect(await unwrap(robot.GET("/vps"))).toEqual(["vps-1", "vps-2"]);
  expect(await unwrap(robot.GET("/vps/{serviceName}", vps("vps-1")))).toMatchObject({ name: "vps-1" });
  await expect(unwrap(robot.GET("/vps/{serviceName}", vps("vps-2")))).rejects.toMatchObject({ status: 403 });
  await expect(unwrap(robot.POST("/vps/{serviceName}/reboot", vps("vps-1")))).rejects.toMatchObject({ status: 403 });
  await expect(unwrap(robot.GET("/me"))).rejects.toMatchObject({
    details: { unauthorizedActionsByIAM: "account:apiovh:me/get" },
  });
  await unwrap(owner.DELETE("/v2/iam/policy/{policyId}", { params: { path: { policyId: id } } }));
  await expect(unwrap(robot.GET("/vps"))).rejects.toMatchObject({ status: 403 });
});

test("groups of permissions count", async () => {
  const { owner, robot, identity } = await start();
  const group = { name: "readers", description: "May read", permissions: { allow: [{ action: "vps:apiovh:get" }] } };
  const { urn } = await unwrap(owner.POST("/v2/iam/permissionsGroup", { body: group }));
  const body = {
    name: "by group",
    identities: [identity],
    resources: anyVps,
    permissions: {},
    permissionsGroups: [{ urn }],
  };
  await unwrap(owner.POST("/v2/iam/policy", { body }));
  expect(await unwrap(robot.GET("/vps/{serviceName}", vps("vps-2")))).toMatchObject({ name: "vps-2" });
});

test("a client that was deleted gets no token, and its tokens are no longer good", async () => {
  const { owner, robot, sandbox, clientId } = await start();
  await expect(unwrap(robot.GET("/me"))).rejects.toMatchObject({ status: 403 });
  await unwrap(owner.DELETE("/me/api/oauth2/client/{clientId}", { params: { path: { clientId } } }));
  await expect(unwrap(robot.GET("/me"))).rejects.toThrow(/invalid_client/);
  expect(await unwrap(createClient({ baseUrl: sandbox.baseUrl, ...sandbox.oauth2Client }).GET("/me"))).toMatchObject({
    firstname: "Ada",
  });
});

test("the client that is there from the start is listed", async () => {
  const { owner, sandbox } = await start();
  const [clientId = ""] = await unwrap(owner.GET("/me/api/oauth2/client"));
  expect(clientId).toBe(sandbox.oauth2Client?.clientId);
  const params = { path: { clientId } };
  expect(await unwrap(owner.GET("/me/api/oauth2/client/{clientId}", { params }))).toMatchObject({
    clientId,
    flow: "CLIENT_CREDENTIALS",
    identity: `urn:v1:eu:identity:credential:la12345-ovh/oauth2-${clientId}`,
  });
});

test("clients are called after their region", async () => {
  const sandbox = await createSandbox({ endpoint: "ovh-ca" });
  onTestFinished(() => sandbox.close());
  expect(sandbox.oauth2Client?.clientId).toMatch(/^CA\./);
  const ovh = createCa({ baseUrl: sandbox.baseUrl, ...sandbox.oauth2Client });
  expect(await unwrapCa(ovh.GET("/me"))).toMatchObject({ firstname: "Ada" });
});

describe("policies", () => {
  const identity = "urn:v1:eu:identity:credential:la12345-ovh/oauth2-EU.abc";
  const request: IamRequest = {
    identity,
    actions: ["vps:apiovh:get"],
    resource: "vps-1",
    account: "la12345-ovh",
    remoteAddress: "192.0.2.1",
    now: Date.parse("2026-06-15T10:00:00Z"),
  };
  const policy = { identities: [identity], resources: anyVps, permissions: { allow: [{ action: "vps:apiovh:get" }] } };
  const none = { permissionsGroups: [], resourceGroups: [] };
  const allows = (policies: object[], asked: Partial<IamRequest> = {}, groups = {}) =>
    unauthorizedActions(
      { ...request, ...asked },
      { ...none, ...groups, policies: policies as Record<string, unknown>[] },
    ).length === 0;
  const ip = (address: string) => ({ operator: "MATCH", values: { "request.IP": address } });

  test.each<[string, object[], boolean, Partial<IamRequest>?]>([
    ["one that fits", [policy], true],
    ["none", [], false],
    ["another identity", [{ ...policy, identities: [`${identity}d`] }], false],
    ["every identity", [{ ...policy, identities: ["*"] }], true],
    ["identities that begin alike", [{ ...policy, identities: ["urn:v1:eu:identity:credential:la12345-ovh/*"] }], true],
    ["another type of resource", [{ ...policy, resources: [{ urn: "urn:v1:eu:resource:ip:*" }] }], false],
    ["every resource", [{ ...policy, resources: [{ urn: "*" }] }], true],
    ["another region", [{ ...policy, resources: [{ urn: "urn:v1:ca:resource:vps:*" }] }], false],
    ["an action that begins alike", [{ ...policy, permissions: { allow: [{ action: "vps:apiovh:g" }] } }], false],
    ["every action", [{ ...policy, permissions: { allow: [{ action: "*" }] } }], true],
    ["an exception", [{ ...policy, permissions: { allow: [{ action: "*" }], except: [{ action: "*:get" }] } }], false],
    ["a denial in another", [policy, { ...policy, permissions: { deny: [{ action: "vps:*" }] } }], false],
    ["an exception in another", [policy, { ...policy, permissions: { except: [{ action: "vps:*" }] } }], true],
    ["one that has expired", [{ ...policy, expiredAt: "2026-06-15T10:00:00Z" }], false],
    ["one that will expire", [{ ...policy, expiredAt: "2026-06-15T10:00:01Z" }], true],
    ["the caller's address", [{ ...policy, conditions: ip("192.0.2.1") }], true],
    ["another address", [{ ...policy, conditions: ip("192.0.2.2") }], false],
    ["not another address", [{ ...policy, conditions: { operator: "NOT", conditions: [ip("192.0.2.2")] } }], true],
    [
      "one of two addresses",
      [{ ...policy, conditions: { operator: "OR", conditions: [ip("192.0.2.1"), ip("192.0.2.2")] } }],
      true,
    ],
    [
      "two addresses at once",
      [{ ...policy, conditions: { operator: "AND", conditions: [ip("192.0.2.1"), ip("192.0.2.2")] } }],
      false,
    ],
    ["an action that may be missing", [], true, { actions: ["vps:apiovh:get?"] }],
    ["two actions of which one is allowed", [policy], false, { actions: ["vps:apiovh:get", "vps:apiovh:edit"] }],
    ["a list", [policy], true, { resource: undefined }],
    [
      "a list for another type",
      [{ ...policy, resources: [{ urn: "urn:v1:eu:resource:ip:*" }] }],
      false,
      { resource: undefined },
    ],
    [
      "a list for one resource",
      [{ ...policy, resources: [{ urn: "urn:v1:eu:resource:vps:a" }] }],
      true,
      { resource: undefined },
    ],
    [
      "the account",
      [
        {
          ...policy,
          resources: [{ urn: "urn:v1:eu:resource:account:la12345-ovh" }],
          permissions: { allow: [{ action: "account:apiovh:me/get" }] },
        },
      ],
      true,
      { actions: ["account:apiovh:me/get"], resource: undefined },
    ],
  ])("%s", (_, policies, expected, asked) => {
    expect(allows(policies, asked)).toBe(expected);
  });

  test("a group of resources", () => {
    const resourceGroups = [{ id: "1-2-3", urn: "string", resources: [{ urn: "urn:v1:eu:resource:vps:vps-1" }] }];
    const byGroup = { ...policy, resources: [{ urn: "urn:v1:eu:resourceGroup:1-2-3" }] };
    expect(allows([byGroup], {}, { resourceGroups })).toBe(true);
    expect(allows([byGroup], { resource: "vps-2" }, { resourceGroups })).toBe(false);
  });
});
