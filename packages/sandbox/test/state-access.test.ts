import { createClient, type Operations, unwrap } from "@ovh-typed/ovh-eu";
import { beforeEach, expect, test } from "vitest";
import { createSandbox, type Sandbox } from "../src/index.js";

let sandbox: Sandbox<Operations>;
let ovh: ReturnType<typeof createClient>;

beforeEach(async () => {
  sandbox = await createSandbox<Operations>({ seed: { "/vps": ["vps-1", "vps-2"], "/domain/zone": ["example.org"] } });
  ovh = createClient({ fetch: sandbox.fetch, ...sandbox.credentials });
  return () => sandbox.close();
});

const first = { serviceName: "vps-1" };
const zone = { zoneName: "example.org" };

test("what a program did is read without a request", async () => {
  const body = { fieldType: "TXT", subDomain: "_acme", target: '"token"', ttl: 60 } as const;
  const { id } = await unwrap(ovh.POST("/domain/zone/{zoneName}/record", { params: { path: zone }, body }));
  const requests = sandbox.requests.length;
  expect(await sandbox.state.get("/domain/zone/{zoneName}/record", zone)).toContain(id);
  expect(await sandbox.state.get("/domain/zone/{zoneName}/record/{id}", { ...zone, id })).toMatchObject(body);
  await unwrap(ovh.DELETE("/domain/zone/{zoneName}/record/{id}", { params: { path: { ...zone, id } } }));
  expect(await sandbox.state.get("/domain/zone/{zoneName}/record/{id}", { ...zone, id })).toBeUndefined();
  expect(sandbox.requests).toHaveLength(requests + 1);
});

test("what is read is a copy", async () => {
  const read = await sandbox.state.get("/vps/{serviceName}", first);
  Object.assign(read ?? {}, { state: "stopped" });
  expect(await sandbox.state.get("/vps/{serviceName}", first)).toMatchObject({ state: "running" });
});

test("a program sees what was changed, added and removed behind its back", async () => {
  await sandbox.state.set("/vps/{serviceName}", first, { state: "rescued" });
  expect(await unwrap(ovh.GET("/vps/{serviceName}", { params: { path: first } }))).toMatchObject({ state: "rescued" });
  await sandbox.state.remove("/vps/{serviceName}", first);
  await sandbox.state.remove("/vps/{serviceName}", first);
  expect(await unwrap(ovh.GET("/vps"))).toEqual(["vps-2"]);
  const id = await sandbox.state.add("/domain/zone/{zoneName}/record", zone, { fieldType: "A", target: "192.0.2.1" });
  expect(await unwrap(ovh.GET("/domain/zone/{zoneName}/record", { params: { path: zone } }))).toContain(id);
  expect(await sandbox.state.add("/vps", {}, { name: "vps-3" })).toBe("vps-3");
  expect(await sandbox.state.get("/vps")).toEqual(["vps-2", "vps-3"]);
});

test("handlers see it, and change it", async () => {
  await sandbox.on("POST /vps/{serviceName}/reboot", async ({ params, state, otherwise }) => {
    await state.set("/vps/{serviceName}", params.path, { state: "rebooting" });
    return otherwise();
  });
  await unwrap(ovh.POST("/vps/{serviceName}/reboot", { params: { path: first } }));
  expect(await sandbox.state.get("/vps/{serviceName}", first)).toMatchObject({ state: "rebooting" });
});

test("what does not fit changes nothing, and is named", async () => {
  const { state } = sandbox;
  await expect(state.set("/vps/{serviceName}", first, { state: "asleep" as "running" })).rejects.toThrow(
    /^\/vps\/vps-1 cannot be so: state must be equal to one of/,
  );
  await expect(state.set("/vps/{serviceName}", { serviceName: "vps-9" }, {})).rejects.toThrow(
    "There is no /vps/vps-9 to change.",
  );
  await expect(state.add("/vps", {}, { name: "vps-1" })).rejects.toThrow("vps-1 is there already");
  await expect(state.add("/vps", {}, { vcore: "two" })).rejects.toThrow("Nothing was added to /vps: vcore");
  await expect(
    state.add("/domain/zone/{zoneName}/record", { zoneName: "example.net" }, { fieldType: "A" }),
  ).rejects.toThrow("/domain/zone has no example.net");
  expect(await state.get("/domain/zone/{zoneName}/record", { zoneName: "example.net" })).toBeUndefined();
  await expect(state.get("/vps/{serviceName}/status", first)).rejects.toThrow(
    /is no list or item that the sandbox keeps/,
  );
  await expect(state.get("/vps/{serviceName}")).rejects.toThrow("/vps/{serviceName} needs a value for {serviceName}.");
  // @ts-expect-error: the region has no such path
  await expect(state.get("/nowhere")).rejects.toThrow(/"\/nowhere" is no list or item/);
  // @ts-expect-error: a VPS has no such field
  await expect(state.set("/vps/{serviceName}", first, { colour: "red" })).rejects.toThrow(/colour/);
});
