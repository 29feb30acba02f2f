import { beforeEach, describe, expect, test } from "vitest";
import { createSandbox, type Sandbox } from "../src/index.js";
import { call } from "./support/caller.js";

let sandbox: Sandbox;

const vps = (name: string, fields: object = {}) => ({ name, ...fields });

beforeEach(async () => {
  sandbox = await createSandbox({
    seed: {
      "/vps": [
        vps("web-1", { vcore: 2, memoryLimit: 4000, displayName: "Web One" }),
        vps("web-2", { vcore: 10, memoryLimit: 2000, displayName: "Web Two", state: "stopped" }),
        vps("db-1", {
          vcore: 4,
          memoryLimit: 8000,
          displayName: "Database",
          iam: {
            id: "00000000-0000-4000-8000-000000000001",
            urn: "urn:v1:eu:resource:vps:db-1",
            displayName: "db",
            tags: { env: "prod" },
          },
        }),
      ],
    },
  });
  return () => sandbox.close();
});

type Headers = Readonly<Record<string, string>>;
const get = (path: string, headers: Headers = {}) => call(sandbox, "GET", `/1.0${path}`, undefined, { headers });
const pages = (more: Headers = {}): Headers => ({ "X-Pagination-Mode": "CachedObjectList-Pages", ...more });
const cursor = (more: Headers = {}): Headers => ({ "X-Pagination-Mode": "CachedObjectList-Cursor", ...more });
const namesIn = (json: unknown) => (json as { name: string }[]).map(({ name }) => name);

describe("pages of v1", () => {
  test("hold the items themselves, and tell how many there are", async () => {
    const first = await get("/vps", pages({ "X-Pagination-Size": "2" }));
    expect(first.json).toMatchObject([
      { name: "web-1", vcore: 2 },
      { name: "web-2", vcore: 10 },
    ]);
    expect(first.headers).toMatchObject({
      "x-pagination-elements": "3",
      "x-pagination-number": "1",
      "x-pagination-size": "2",
    });
    const second = await get("/vps", pages({ "X-Pagination-Size": "2", "X-Pagination-Number": "2" }));
    expect(namesIn(second.json)).toEqual(["db-1"]);
    expect((await get("/vps", pages({ "X-Pagination-Number": "9" }))).json).toEqual([]);
  });

  test.each([
    ["name", "ASC", ["db-1", "web-1", "web-2"]],
    ["name", "DESC", ["web-2", "web-1", "db-1"]],
    ["vcore", "ASC", ["web-1", "db-1", "web-2"]],
    ["vcore", "DESC", ["web-2", "db-1", "web-1"]],
  ])("are sorted by %s %s", async (sort, order, expected) => {
    const { json } = await get("/vps", pages({ "X-Pagination-Sort": sort, "X-Pagination-Sort-Order": order }));
    expect(namesIn(json)).toEqual(expected);
  });

  test.each([
    ["name:eq=web-1", ["web-1"]],
    ["name:ne=web-1", ["web-2", "db-1"]],
    ["name:like=WEB%25", ["web-1", "web-2"]],
    ["displayName:like=%25base%25", ["db-1"]],
    ["displayName:like=web", []],
    ["vcore:lt=10", ["web-1", "db-1"]],
    ["vcore:gt=2", ["web-2", "db-1"]],
    ["name:in=web-1,db-1", ["web-1", "db-1"]],
    ["name:like=web%25&state:eq=stopped", ["web-2"]],
    ["displayName:eq=Web%20One", ["web-1"]],
  ])("are filtered by %s", async (filter, expected) => {
    const answer = await get("/vps", pages({ "X-Pagination-Filter": filter }));
    expect(namesIn(answer.json)).toEqual(expected);
    expect(answer.headers["x-pagination-elements"]).toBe(String(expected.length));
  });

  test("hold what the account keeps, too", async () => {
    const { json } = await get("/me/api/credential?status=validated", pages({ "X-Pagination-Size": "1" }));
    expect(json).toMatchObject([{ status: "validated", rules: expect.arrayContaining([]) as unknown }]);
  });

  test("go by the query of the list", async () => {
    const path = "/domain/zone/example.com/record";
    await call(sandbox, "POST", `/1.0${path}`, { fieldType: "TXT", target: "one", subDomain: "a" });
    const { json } = await get(`${path}?fieldType=TXT`, pages());
    expect(json).toMatchObject([{ fieldType: "TXT", target: "one", subDomain: "a" }]);
  });
});

describe("cursors of v1", () => {
  test("lead through a list as it was when the walk began", async () => {
    const first = await get("/vps", cursor({ "X-Pagination-Size": "1", "X-Pagination-Sort": "name" }));
    expect(namesIn(first.json)).toEqual(["db-1"]);
    await sandbox.state.add("/vps", {}, { name: "app-1" });
    await sandbox.state.remove("/vps/{serviceName}", { serviceName: "web-1" });
    const names: string[] = [];
    let next = first.headers["x-pagination-cursor-next"];
    while (next !== undefined) {
      const part = await get("/vps", cursor({ "X-Pagination-Size": "1", "X-Pagination-Cursor": String(next) }));
      names.push(...namesIn(part.json));
      next = part.headers["x-pagination-cursor-next"];
    }
    expect(names).toEqual(["web-2"]);
  });

  test("are not given where everything fits", async () => {
    expect((await get("/vps", cursor())).headers).not.toHaveProperty("x-pagination-cursor-next");
  });
});

test("v2 leads through its lists by cursors", async () => {
  const seed = [1, 2, 3].map((number) => ({ name: `policy-${number}` }));
  await sandbox.seed({ "/v2/iam/policy": seed });
  const list = (headers: Headers) => call(sandbox, "GET", "/v2/iam/policy", undefined, { headers });
  const first = await list({ "X-Pagination-Size": "2" });
  expect(namesIn(first.json)).toEqual(["policy-1", "policy-2"]);
  const next = String(first.headers["x-pagination-cursor-next"]);
  const last = await list({ "X-Pagination-Size": "2", "X-Pagination-Cursor": next });
  expect(namesIn(last.json)).toEqual(["policy-3"]);
  expect(last.headers).not.toHaveProperty("x-pagination-cursor-next");
});

test("a list of v1 whose schema has cursors is led through by them", async () => {
  const answer = await get("/order/catalog/public/domain/plan?ovhSubsidiary=FR", { "X-Pagination-Size": "5" });
  expect([answer.status, Array.isArray(answer.json)]).toEqual([200, true]);
});

describe("a batch", () => {
  test("reads several items at once", async () => {
    expect((await get("/vps/web-1,db-1", { "X-Ovh-Batch": "," })).json).toMatchObject([
      { key: "web-1", value: { name: "web-1" }, error: null },
      { key: "db-1", value: { name: "db-1" }, error: null },
    ]);
  });

  test("tells of each id what is wrong with it", async () => {
    const { status, json } = await get("/me/api/credential/200001,7,x", { "X-Ovh-Batch": "," });
    expect(status).toBe(200);
    expect(json).toMatchObject([
      { key: "200001", value: { credentialId: 200_001 }, error: null },
      { key: "7", value: null, error: { class: "Client::NotFound" } },
      { key: "x", value: null, error: { class: "Client::BadRequest" } },
    ]);
  });

  test("takes ids that have a comma themselves", async () => {
    await sandbox.seed({ "/me/sshKey": ["a,b", "c/d"] });
    const { json } = await get("/me/sshKey/a%2Cb,c%2Fd", { "X-Ovh-Batch": "," });
    expect(json).toMatchObject([{ value: { keyName: "a,b" } }, { value: { keyName: "c/d" } }]);
  });

  test("leads through what it reads", async () => {
    const { json } = await get("/vps/web-1,web-2/ips", { "X-Ovh-Batch": "," });
    expect(json).toMatchObject([
      { key: "web-1", error: null },
      { key: "web-2", error: null },
    ]);
  });
});

test.each([
  [{ env: [{ operator: "EQ", value: "prod" }] }, ["db-1"]],
  [{ env: [{ operator: "NEQ", value: "prod" }] }, ["web-1", "web-2"]],
  [{ env: [{ operator: "LIKE", value: "pr%" }] }, ["db-1"]],
  [{ env: [{ operator: "ILIKE", value: "PR%" }] }, ["db-1"]],
  [{ env: [{ operator: "EXISTS", value: "" }] }, ["db-1"]],
  [{ env: [{ operator: "NEXISTS", value: "" }] }, ["web-1", "web-2"]],
  [
    {
      env: [
        { operator: "EQ", value: "dev" },
        { operator: "EQ", value: "prod" },
      ],
    },
    ["db-1"],
  ],
  [{ env: [{ value: "prod" }], team: [{ value: "a" }] }, []],
])("iamTags %j", async (tags, expected) => {
  expect((await get(`/vps?iamTags=${encodeURIComponent(JSON.stringify(tags))}`)).json).toEqual(expected);
});

describe("what cannot be asked for is refused with a sentence", () => {
  test.each<[string, string, Headers, RegExp]>([
    ["a mode that there is not", "/vps", { "X-Pagination-Mode": "All" }, /X-Pagination-Mode is "All"/],
    [
      "no mode",
      "/vps",
      { "X-Pagination-Size": "5" },
      /X-Pagination-Mode is "", and has to be CachedObjectList-Pages or/,
    ],
    [
      "a size of 0",
      "/vps",
      pages({ "X-Pagination-Size": "0" }),
      /X-Pagination-Size is "0", and has to be a whole number/,
    ],
    ["a page of -1", "/vps", pages({ "X-Pagination-Number": "-1" }), /X-Pagination-Number is "-1"/],
    ["an order", "/vps", pages({ "X-Pagination-Sort-Order": "up" }), /X-Pagination-Sort-Order is "up".*ASC or DESC/],
    ["an unknown key", "/vps", pages({ "X-Pagination-Sort": "colour" }), /X-Pagination-Sort asks for colour/],
    [
      "an unknown field",
      "/vps",
      pages({ "X-Pagination-Filter": "colour:eq=red" }),
      /asks for colour, which the items do not/,
    ],
    [
      "an unknown operator",
      "/vps",
      pages({ "X-Pagination-Filter": "name:is=red" }),
      /field:op=value, where op is one of eq/,
    ],
    [
      "half a filter",
      "/vps",
      pages({ "X-Pagination-Filter": "name" }),
      /"name", and each part has to be field:op=value/,
    ],
    ["a broken escape", "/vps", pages({ "X-Pagination-Filter": "name:eq=%2" }), /each part has to be field:op=value/],
    ["a field of every object", "/vps", pages({ "X-Pagination-Sort": "constructor" }), /asks for constructor/],
    ["a made-up cursor", "/vps", cursor({ "X-Pagination-Cursor": "abc" }), /is none that was given out/],
    ["an empty id", "/vps/web-1,,db-1", { "X-Ovh-Batch": "," }, /with an empty id/],
    ["two empty ids", "/vps/,", { "X-Ovh-Batch": "," }, /with an empty id/],
    [
      "10,000 ids",
      `/vps/${Array.from({ length: 10_000 }, (_, id) => id).join(",")}`,
      { "X-Ovh-Batch": "," },
      /with 10000 ids.*takes 50/,
    ],
    ["another separator", "/vps/web-1;db-1", { "X-Ovh-Batch": ";" }, /X-Ovh-Batch is ";"/],
    ["two segments of ids", "/vps/a,b/disks/1,2", { "X-Ovh-Batch": "," }, /in one segment/],
  ])("%s", async (_, path, headers, says) => {
    const { status, json } = await get(path, headers);
    expect(status).toBe(400);
    expect(json).toMatchObject({ class: "Client::BadRequest", message: expect.stringMatching(says) as string });
  });

  test("a cursor of another list", async () => {
    const { headers } = await get("/vps", cursor({ "X-Pagination-Size": "1" }));
    const next = String(headers["x-pagination-cursor-next"]);
    const { status, text } = await get("/domain/zone", cursor({ "X-Pagination-Cursor": next }));
    expect([status, text]).toEqual([400, expect.stringContaining("of another list: /vps")]);
  });
});
