import { OvhApiError, unwrap } from "@ovh-typed/core";
import { createClient, type OvhClient } from "@ovh-typed/ovh-eu";
import { beforeEach, describe, expect, test } from "vitest";
import { createSandbox, type FaultRule, type Sandbox } from "../src/index.js";

let sandbox: Sandbox;
let ovh: OvhClient;

const states = ["running", "stopped", "rescued"] as const;

/** 450 of them. */
const machines = Array.from({ length: 450 }, (_, index) => ({
  name: `vps-${String(index).padStart(3, "0")}`,
  vcore: (index % 4) + 1,
  displayName: `VPS ${index}`,
  state: states[index % 3]!,
}));
const names = machines.map(({ name }) => name);

beforeEach(async () => {
  sandbox = await createSandbox({ seed: { "/vps": machines } });
  ovh = createClient({ baseUrl: sandbox.baseUrl, ...sandbox.credentials, retry: false });
  return () => sandbox.close();
});

/** How often the client asked for each path, but for the time; several ids count as one path. */
function asked(): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { path } of sandbox.requests) {
    const place = path.replace(/(?<=^\/vps\/).*,.*/, "…").replace(/(?<=^\/vps\/)vps-.*/, "{}");
    if (place !== "/auth/time") counts[place] = (counts[place] ?? 0) + 1;
  }
  return counts;
}

const fail = (rule: Partial<FaultRule>): void => {
  sandbox.faults.add({ kind: "status", status: 400, ...rule } as FaultRule);
};

describe("a list of v1", () => {
  test("comes by its items, in pages", async () => {
    const found: string[] = [];
    for await (const vps of ovh.paginate("/vps")) found.push(`${vps.name} ${vps.vcore}`);
    expect(found).toEqual(machines.map(({ name, vcore }) => `${name} ${vcore}`));
    expect(asked()).toEqual({ "/vps": 3 });
  });

  test("says which page it is of how many items", async () => {
    const pages = [];
    for await (const { items, number, total } of ovh.paginate("/vps", { pageSize: 300 }).pages()) {
      pages.push({ items: items.length, number, total });
    }
    expect(pages).toEqual([
      { items: 300, number: 1, total: 450 },
      { items: 150, number: 2, total: 450 },
    ]);
  });

  test("ends where no more is wanted, and asks for no more than that takes", async () => {
    const found = await ovh.paginate("/vps").toArray({ limit: 250 });
    expect(found.map(({ name }) => name)).toEqual(names.slice(0, 250));
    expect(asked()).toEqual({ "/vps": 2 });
    for await (const { name } of ovh.paginate("/vps", { pageSize: 10 })) if (name === "vps-005") break;
    expect(asked()).toEqual({ "/vps": 3 });
  });

  test("comes by its ids where they are wanted", async () => {
    const ids: string[] = await ovh.paginate("/vps", { items: false }).toArray();
    expect(ids).toEqual(names);
    expect(asked()).toEqual({ "/vps": 1 });
  });

  test("is read again when it is gone through again", async () => {
    const list = ovh.paginate("/vps", { pageSize: 450 });
    expect(await list.toArray()).toHaveLength(450);
    await sandbox.state.remove("/vps/{serviceName}", { serviceName: "vps-000" });
    expect(await list.toArray()).toHaveLength(449);
  });

  test("tells how far it has come", async () => {
    const told: (readonly [number, number | undefined])[] = [];
    const list = ovh.paginate("/vps", { onProgress: ({ done, total }) => told.push([done, total]) });
    await list.toArray();
    expect(told).toEqual([
      [200, 450],
      [400, 450],
      [450, 450],
    ]);
  });

  test("takes the query of its operation, beside its parameters or among them", async () => {
    await ovh.paginate("/me/api/credential", { query: { status: "validated" } }).toArray();
    await ovh.paginate("/me/api/credential", { params: { query: { status: "validated" } } }).toArray();
    const queries = sandbox.requests.filter(({ path }) => path === "/me/api/credential").map(({ query }) => query);
    expect(queries).toEqual([{ status: "validated" }, { status: "validated" }]);
  });

  test("takes parameters in its path", async () => {
    const path = { zoneName: "example.com" };
    const record = { fieldType: "A", subDomain: "www", target: "192.0.2.1" } as const;
    await sandbox.seed({
      "/domain/zone": [{ name: "example.com" }],
      "/domain/zone/example.com/record": [{ ...record }],
    });
    const [found] = await ovh.paginate("/domain/zone/{zoneName}/record", { params: { path } }).toArray();
    expect(found).toMatchObject({ ...record, zone: "example.com" });
  });

  test("that answers items itself is taken as it is, and sorted and filtered here", async () => {
    const params = { path: { serviceName: "p" } };
    const keys = ["b", "c", "a"].map((name) => ({ id: name, name, publicKey: "ssh-rsa AAAA", regions: ["GRA1"] }));
    await sandbox.seed({ "/cloud/project": ["p"], "/cloud/project/p/sshkey": keys });
    const list = ovh.paginate("/cloud/project/{serviceName}/sshkey", {
      params,
      sort: "name",
      order: "desc",
      filter: { name: { ne: "b" } },
    });
    expect((await list.toArray()).map(({ name }) => name)).toEqual(["c", "a"]);
  });

  test("whose schema has cursors is followed by them", async () => {
    const query = { ovhSubsidiary: "FR" } as const;
    const whole = await unwrap(ovh.GET("/order/catalog/public/domain/plan", { params: { query } }));
    const params = { query, header: { "X-Pagination-Size": 1 } };
    expect(await ovh.paginate("/order/catalog/public/domain/plan", { params }).toArray()).toEqual(whole);
    expect(asked()).toEqual({ "/order/catalog/public/domain/plan": 1 + whole.length });
  });
});

describe("a list of v2", () => {
  test("comes by cursors", async () => {
    const policies = Array.from({ length: 60 }, (_, index) => ({ name: `policy-${index}` }));
    await sandbox.seed({ "/v2/iam/policy": policies });
    const found = await ovh.paginate("/v2/iam/policy", { pageSize: 20 }).toArray();
    expect(found.map(({ name }) => name)).toEqual(policies.map(({ name }) => name));
    expect(asked()).toEqual({ "/v2/iam/policy": 3 });
  });

  test("of ids is read one by one, as v2 neither expands nor knows batches", async () => {
    const ids = await unwrap(ovh.GET("/v2/iam/log/kind"));
    const kinds = await ovh.paginate("/v2/iam/log/kind").toArray();
    expect(kinds.map((kind) => typeof kind.displayName)).toEqual(ids.map(() => "string"));
    expect(asked()["/v2/iam/log/kind"]).toBe(2);
  });
});

describe("sorting and filtering", () => {
  const options = {
    sort: "name",
    order: "desc",
    filter: { state: { in: ["running", "stopped"] }, vcore: { gt: 2 }, displayName: { like: "vps 1%" } },
  } as const;
  const expected = machines
    .filter(({ state, vcore, displayName }) => state !== "rescued" && vcore > 2 && displayName.startsWith("VPS 1"))
    .map(({ name }) => name)
    .toReversed();

  test("are OVH's, where it expands the list", async () => {
    const found = await ovh.paginate("/vps", options).toArray();
    expect(found.map(({ name }) => name)).toEqual(expected);
    expect(asked()).toEqual({ "/vps": 1 });
  });

  test("come to the same where the client has to do it", async () => {
    fail({ path: "/vps", count: 2 });
    const found = await ovh.paginate("/vps", options).toArray();
    expect(found.map(({ name }) => name)).toEqual(expected);
    expect(asked()).toEqual({ "/vps": 3, "/vps/…": 9 });
  });

  test.each([
    [{ state: "running" }, 150],
    [{ vcore: 1 }, 113],
    [{ vcore: { lt: 2 } }, 113],
    [{ name: { eq: "vps-007" } }, 1],
    [{ name: { ne: "vps-007" } }, 449],
    [{ name: { like: "%-00%" } }, 10],
    [{ displayName: { like: "VPS 4.9" } }, 0],
    [{ name: { in: ["vps-001", "vps-002", "vps-999"] } }, 2],
    [{ vcore: { gt: 1, lt: 3 } }, 113],
  ] as const)("by %j lets %i through, whoever does it", async (filter, count) => {
    expect(await ovh.paginate("/vps", { filter }).toArray()).toHaveLength(count);
    fail({ path: "/vps", count: 2 });
    expect(
      await createClient({ baseUrl: sandbox.baseUrl, ...sandbox.credentials })
        .paginate("/vps", { filter })
        .toArray(),
    ).toHaveLength(count);
  });
});

describe("what the endpoint refuses", () => {
  test("pages: the list comes by cursors, and so it does from then on", async () => {
    fail({ path: "/vps", count: 1 });
    expect(await ovh.paginate("/vps").toArray()).toHaveLength(450);
    expect(asked()).toEqual({ "/vps": 4 });
    expect(await ovh.paginate("/vps").toArray()).toHaveLength(450);
    expect(asked()).toEqual({ "/vps": 7 });
  });

  test("expansion at all: the things are read by their ids, 50 at a time", async () => {
    fail({ path: "/vps", count: 2, status: 500 });
    const found = await ovh.paginate("/vps").toArray();
    expect(found.map(({ displayName }) => displayName)).toEqual(machines.map(({ displayName }) => displayName));
    expect(asked()).toEqual({ "/vps": 3, "/vps/…": 9 });
    await ovh.paginate("/vps").toArray({ limit: 60 });
    expect(asked()).toEqual({ "/vps": 4, "/vps/…": 11 });
  });

  test("several ids in a request: they are read one by one, some at a time", async () => {
    fail({ path: "/vps", count: 2 });
    fail({ path: "/vps/{serviceName}", count: 3 });
    const found = await ovh.paginate("/vps").toArray({ limit: 120 });
    expect(found.map(({ name }) => name)).toEqual(names.slice(0, 120));
    expect(asked()).toEqual({ "/vps": 3, "/vps/…": 3, "/vps/{}": 120 });
  });

  test("who asks: that is told at once", async () => {
    fail({ path: "/vps", status: 401 });
    await expect(ovh.paginate("/vps").toArray()).rejects.toMatchObject({ status: 401, itemsRead: 0 });
    expect(asked()).toEqual({ "/vps": 1 });
  });

  test("the list, however it is asked for: the error is the plain request's", async () => {
    fail({ path: "/vps", status: 404 });
    const error: unknown = await ovh
      .paginate("/vps")
      .toArray()
      .catch((failure: unknown) => failure);
    expect(error).toBeInstanceOf(OvhApiError);
    expect(error).toMatchObject({ status: 404, itemsRead: 0, path: "/vps" });
    expect(asked()).toEqual({ "/vps": 3 });
  });

  test("a part in mid-way: the error says how much had come", async () => {
    const found: string[] = [];
    const read = async (): Promise<void> => {
      for await (const { name } of ovh.paginate("/vps", { pageSize: 100, concurrency: 1 })) {
        if (found.push(name) === 150) fail({ path: "/vps" });
      }
    };
    await expect(read()).rejects.toThrow(/200 items of the list had come\.$/);
    expect(found).toEqual(names.slice(0, 200));
  });

  test("a thing that was on the list, and is gone when it is read, is left out", async () => {
    fail({ path: "/vps", count: 2 });
    const found: string[] = [];
    for await (const { name } of ovh.paginate("/vps", { concurrency: 1 })) {
      if (found.push(name) === 1) await sandbox.state.remove("/vps/{serviceName}", { serviceName: "vps-449" });
    }
    expect(found).toEqual(names.slice(0, 449));
  });
});

describe("several things at once", () => {
  test("come in the order of their ids, each asked for once", async () => {
    const ids = ["vps-003", "vps-001", "vps-003"] as const;
    const found = await ovh.batch("/vps/{serviceName}", ids);
    expect(found.map(({ id, data }) => [id, data?.displayName])).toEqual([
      ["vps-003", "VPS 3"],
      ["vps-001", "VPS 1"],
      ["vps-003", "VPS 3"],
    ]);
    expect(sandbox.requests.map(({ path }) => path)).toEqual(["/auth/time", "/vps/vps-003,vps-001"]);
  });

  test("each have their own error", async () => {
    const [there, gone] = await ovh.batch("/vps/{serviceName}", ["vps-003", "nobody"]);
    expect(there).toMatchObject({ id: "vps-003", data: { displayName: "VPS 3" } });
    expect(gone).toMatchObject({ id: "nobody", error: { status: 404 } });
    await expect(unwrap(gone!)).rejects.toBeInstanceOf(OvhApiError);
  });

  test("can be below what the ids stand for", async () => {
    const ids = await ovh.paginate("/me/api/credential", { items: false }).toArray();
    const found = await ovh.batch("/me/api/credential/{credentialId}/application", ids);
    expect(found.map(({ data }) => data?.applicationKey)).toEqual(ids.map(() => expect.any(String)));
  });

  test("have ids of any characters", async () => {
    const ids = ["192.0.2.0/28", "2001:db8::,/64"];
    await ovh.batch("/ip/{ip}", ids);
    expect(sandbox.requests.map(({ path }) => path)[1]).toBe("/ip/192.0.2.0%2F28,2001%3Adb8%3A%3A%2C%2F64");
  });

  test("go with the other parameters of their path", async () => {
    const records = [
      { fieldType: "A", target: "192.0.2.1" },
      { fieldType: "A", target: "192.0.2.2" },
    ];
    await sandbox.seed({ "/domain/zone": [{ name: "example.com" }], "/domain/zone/example.com/record": records });
    const path = { zoneName: "example.com" };
    const ids = await ovh.paginate("/domain/zone/{zoneName}/record", { params: { path }, items: false }).toArray();
    const found = await ovh.batch("/domain/zone/{zoneName}/record/{id}", ids, { params: { path } });
    expect(found.map(({ data }) => data?.target)).toEqual(["192.0.2.1", "192.0.2.2"]);
  });

  test("go on where a part is refused: by halves, and one by one what is refused again", async () => {
    fail({ path: "/vps/{serviceName}", count: 2 });
    const found = await ovh.batch("/vps/{serviceName}", names.slice(0, 60), { concurrency: 1 });
    expect(found.map(({ data }) => data?.name)).toEqual(names.slice(0, 60));
    // The first part, its first half and its second; 25 one by one; the second part.
    expect(asked()).toEqual({ "/vps/…": 4, "/vps/{}": 25 });
  });

  test("are read side by side on v2, which has no batches", async () => {
    await sandbox.seed({ "/v2/iam/policy": [{ name: "one" }, { name: "two" }] });
    const ids = (await ovh.paginate("/v2/iam/policy").toArray()).map(({ id }) => id);
    const found = await ovh.batch("/v2/iam/policy/{policyId}", ids);
    expect(found.map(({ data }) => data?.name)).toEqual(["one", "two"]);
  });
});

describe("an abort", () => {
  test("ends a list between its parts and inside them, with its own reason", async () => {
    for (const when of ["between", "inside"]) {
      const controller = new AbortController();
      const found: string[] = [];
      const read = async (): Promise<void> => {
        for await (const { name } of ovh.paginate("/vps", { signal: controller.signal, pageSize: 100 })) {
          if (found.push(name) === 100 && when === "between") controller.abort(new Error("enough"));
          if (found.length === 100 && when === "inside") {
            sandbox.faults.add({ kind: "stall", when: "headers", path: "/vps" });
            setTimeout(() => controller.abort(new Error("enough")), 30);
          }
        }
      };
      await expect(read()).rejects.toThrow(/^enough$/);
      expect(found).toHaveLength(100);
      sandbox.faults.clear();
    }
  });

  test("ends several reads", async () => {
    sandbox.faults.add({ kind: "stall", when: "headers", path: "/vps/*" });
    const signal = AbortSignal.timeout(30);
    await expect(ovh.batch("/vps/{serviceName}", names, { signal })).rejects.toThrow("timeout");
  });
});
