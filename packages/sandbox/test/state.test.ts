import { createClient, type OvhApiError, unwrap } from "@ovh-typed/ovh-eu";
import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { createSandbox, type Sandbox, type Seed } from "../src/index.js";

let sandbox: Sandbox;
let ovh: ReturnType<typeof createClient>;

async function start(seed: Seed = {}): Promise<void> {
  sandbox = await createSandbox({ endpoint: "ovh-eu", seed });
  ovh = createClient({ baseUrl: sandbox.baseUrl, ...sandbox.credentials });
}

beforeEach(async () => {
  await start();
  return () => sandbox.close();
});

const records = "/domain/zone/{zoneName}/record";
const record = "/domain/zone/{zoneName}/record/{id}";
const zone = { zoneName: "example.com" };

async function refusal(call: Promise<{ error?: OvhApiError | undefined }>): Promise<unknown> {
  const { error } = await call;
  return error && [error.status, error.class, error.serverMessage];
}

describe("what is created", () => {
  test("is listed, and read back with what was sent and an id of its own", async () => {
    const body = { fieldType: "TXT", subDomain: "_acme", target: '"naïve ☂"', ttl: 60 } as const;
    const before = await unwrap(ovh.GET(records, { params: { path: zone } }));
    const made = await unwrap(ovh.POST(records, { params: { path: zone }, body }));
    expect(made).toMatchObject({ ...body, zone: "example.com", id: expect.any(Number) as number });
    expect(await unwrap(ovh.GET(records, { params: { path: zone } }))).toEqual([...before, made.id]);
    expect(await unwrap(ovh.GET(record, { params: { path: { ...zone, id: Number(made.id) } } }))).toEqual(made);
  });

  test("can be changed, but for what is read-only, and removed with all below it", async () => {
    const { id } = await unwrap(
      ovh.POST(records, { params: { path: zone }, body: { fieldType: "A", target: "192.0.2.1" } }),
    );
    const at = { params: { path: { ...zone, id: Number(id) } } };
    const read = await unwrap(ovh.GET(record, at));
    await unwrap(ovh.PUT(record, { ...at, body: { ...read, target: "192.0.2.2", fieldType: "AAAA" } as never }));
    expect(await unwrap(ovh.GET(record, at))).toEqual({ ...read, target: "192.0.2.2" });
    await unwrap(ovh.DELETE(record, at));
    const gone = [404, "Client::NotFound", `The requested object (id = ${id}) does not exist`];
    expect(await refusal(ovh.GET(record, at))).toEqual(gone);
    expect(await refusal(ovh.DELETE(record, at))).toEqual(gone);
    expect(await unwrap(ovh.GET(records, { params: { path: zone } }))).not.toContain(id);
  });

  test("has the name that was sent, once", async () => {
    const body = { keyName: "laptop", key: "ssh-ed25519 AAAA" };
    await unwrap(ovh.POST("/me/sshKey", { body }));
    expect(await unwrap(ovh.GET("/me/sshKey"))).toContain("laptop");
    expect(await unwrap(ovh.GET("/me/sshKey/{keyName}", { params: { path: { keyName: "laptop" } } }))).toMatchObject(
      body,
    );
    expect(await refusal(ovh.POST("/me/sshKey", { body }))).toEqual([
      409,
      "Client::Conflict",
      "keyName laptop already exists",
    ]);
  });

  test("is whole in the lists of v2, and has a UUID there", async () => {
    const body = {
      name: "readers",
      identities: ["urn:v1:eu:identity:account:la12345-ovh"],
      resources: [{ urn: "urn:v1:eu:resource:*" }],
      permissions: { allow: [{ action: "*" }] },
    };
    const made = await unwrap(ovh.POST("/v2/iam/policy", { body: body as never }));
    expect(made).toMatchObject({ name: "readers", id: expect.stringMatching(/^[0-9a-f-]{36}$/) as string });
    const listed = await unwrap(ovh.GET("/v2/iam/policy"));
    expect(listed.find(({ id }) => id === made.id)).toMatchObject({ name: "readers" });
  });
});

describe("what is not there", () => {
  test("is 404, and so is all below it", async () => {
    const path = { zoneName: "example.org" };
    const unknown = [404, "Client::NotFound", "The requested object (zoneName = example.org) does not exist"];
    expect(await refusal(ovh.GET("/domain/zone/{zoneName}", { params: { path } }))).toEqual(unknown);
    expect(await refusal(ovh.GET(records, { params: { path } }))).toEqual(unknown);
    expect(await refusal(ovh.POST("/domain/zone/{zoneName}/refresh", { params: { path } }))).toEqual(unknown);
    expect(await refusal(ovh.GET(record, { params: { path: { ...path, id: 1 } } }))).toEqual(unknown);
  });
});

describe("a seed", () => {
  const seed = {
    "/domain/zone/example.org/record": [
      { fieldType: "A", subDomain: "www", target: "192.0.2.1", ttl: 0 },
      { fieldType: "TXT", subDomain: "www", target: "text" },
      { id: 7, fieldType: "A", subDomain: "", target: "192.0.2.2" },
    ],
    "/domain/zone": ["example.org", { name: "example.net", dnssecSupported: false }],
    "/vps": [],
  };

  test("says what is there from the start, in whatever order it is written", async () => {
    await sandbox.seed(seed);
    expect(await unwrap(ovh.GET("/domain/zone"))).toEqual(["example.org", "example.net"]);
    expect(await unwrap(ovh.GET("/vps"))).toEqual([]);
    const net = { params: { path: { zoneName: "example.net" } } };
    expect(await unwrap(ovh.GET("/domain/zone/{zoneName}", net))).toMatchObject({ dnssecSupported: false });
    const params = { path: { zoneName: "example.org" }, query: { fieldType: "A" } } as const;
    expect(await unwrap(ovh.GET(records, { params }))).toHaveLength(2);
    const both = { ...params, query: { fieldType: "A", subDomain: "www" } } as const;
    expect(await unwrap(ovh.GET(records, { params: both }))).toEqual([expect.any(Number)]);
    expect(await unwrap(ovh.GET(record, { params: { path: { ...params.path, id: 7 } } }))).toMatchObject({
      target: "192.0.2.2",
      zone: "example.org",
    });
  });

  test("may be given when it starts", async () => {
    const other = await createSandbox({ endpoint: "ovh-eu", seed });
    onTestFinished(() => other.close());
    const client = createClient({ baseUrl: other.baseUrl, ...other.credentials });
    expect(await unwrap(client.GET("/domain/zone"))).toEqual(["example.org", "example.net"]);
  });

  test.each<[Seed, string]>([
    [{ "/domain/zones": [] }, '"/domain/zones" is not the path of a list'],
    [{ "/domain/zone/example.com": [] }, "is not the path of a list"],
    [{ "domain/zone": [] }, '"domain/zone" is not the path of a list'],
    [
      { "/domain/zone/example.org/record": [] },
      "lies below example.org, which /domain/zone does not hold: seed it there too",
    ],
    [{ "/domain/zone": [{ name: 7 }] }, "item 0 what does not fit: name must be string"],
    [{ "/domain/zone": ["a.org", { colour: "red" }] }, "item 1 what does not fit: colour is not described"],
    [
      { "/domain/zone/example.com/record": [{ fieldType: "B" }] },
      "item 0 what does not fit: fieldType must be equal to one of",
    ],
    [{ "/domain/zone/example.com/record": ["one"] }, 'item 0 what does not fit: the id "one" must be integer'],
    [{ "/domain/zone": "example.org" as never }, "has to hold a list of ids or of fields"],
  ])("%j is refused before anything starts", async (wrong, says) => {
    const error: unknown = await createSandbox({ endpoint: "ovh-eu", seed: wrong }).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ name: "OvhConfigError", message: expect.stringContaining(says) as string });
  });
});

test("what there is one of is read as it was changed, and is gone with what it belongs to", async () => {
  const params = { path: zone };
  const soa = () => unwrap(ovh.GET("/domain/zone/{zoneName}/soa", { params }));
  const before = await soa();
  await unwrap(ovh.PUT("/domain/zone/{zoneName}/soa", { params, body: { ...before, ttl: 7200 } }));
  expect(await soa()).toEqual({ ...before, ttl: 7200 });
  const renew = { automatic: false, deleteAtExpiration: true, forced: false, period: 12, manualPayment: false };
  await unwrap(ovh.PUT("/domain/zone/{zoneName}/serviceInfos", { params, body: { renew } }));
  expect(await unwrap(ovh.GET("/domain/zone/{zoneName}/serviceInfos", { params }))).toMatchObject({ renew });
  expect(await sandbox.state.get("/domain/zone/{zoneName}/soa", zone)).toMatchObject({ ttl: 7200 });
  await sandbox.reset();
  expect(await soa()).toEqual(before);
});
