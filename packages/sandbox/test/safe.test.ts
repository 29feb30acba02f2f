import { beforeEach, expect, test } from "vitest";
import { createSandbox, type Sandbox, type Seed } from "../src/index.js";
import { call } from "./support/caller.js";

let sandbox: Sandbox;

beforeEach(async () => {
  sandbox = await createSandbox();
  return () => sandbox.close();
});

const record = (extra: string): string => `{"fieldType":"A","target":"192.0.2.1",${extra}}`;

test.each(["__proto__", "constructor", "prototype", "toString"])("%s is a name like any other", async (name) => {
  const path = "/1.0/domain/zone/example.com/record";
  const sentBody = record(`${JSON.stringify(name)}:{"polluted":true}`);
  expect(await call(sandbox, "POST", path, undefined, { sentBody, signedBody: sentBody })).toMatchObject({
    status: 400,
    json: { message: `Received not described parameters: (${name})` },
  });
  expect((await call(sandbox, "GET", `/1.0/domain/zone/${name}`)).status).toBe(404);
  expect((await call(sandbox, "GET", `/1.0/${name}/x`)).status).toBe(404);
  expect((await call(sandbox, "GET", `/1.0/domain/zone?${name}=1`)).status).toBe(400);
  await sandbox.seed({ "/domain/zone": [name] });
  expect((await call(sandbox, "GET", "/1.0/domain/zone")).json).toEqual([name]);
  expect((await call(sandbox, "GET", `/1.0/domain/zone/${name}`)).json).toMatchObject({ name });
  const seed = JSON.parse(`{"/domain/zone":[{${JSON.stringify(name)}:{"polluted":true}}]}`) as Seed;
  await expect(sandbox.seed(seed)).rejects.toThrow(`${name} is not described`);
  expect({}).not.toHaveProperty("polluted");
});

test("no list grows without limit", async () => {
  await sandbox.seed({ "/me/sshKey": Array.from({ length: 9999 }, (_, index) => `key-${index}`) });
  const post = (keyName: string): ReturnType<typeof call> =>
    call(sandbox, "POST", "/1.0/me/sshKey", { keyName, key: "ssh-ed25519 AAAA" });
  expect((await post("last")).status).toBe(200);
  expect(await post("one more")).toMatchObject({
    status: 403,
    json: { message: "The sandbox keeps 10000 items at a path, and /me/sshKey has them" },
  });
});

test("the oldest tasks give way", async () => {
  await sandbox.seed({ "/vps": ["vps-1"] });
  const first = (await call(sandbox, "POST", "/1.0/vps/vps-1/reboot")).json as { id: number };
  for (let count = 0; count < 1000; count += 1) await call(sandbox, "POST", "/1.0/vps/vps-1/reboot");
  const { json } = await call(sandbox, "GET", "/1.0/vps/vps-1/tasks");
  expect(json).toHaveLength(1000);
  expect(json).not.toContain(first.id);
}, 60_000);
