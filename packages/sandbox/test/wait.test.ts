import { OvhTaskError } from "@ovh-typed/core";
import { createClient, type Operations, type OvhClient } from "@ovh-typed/ovh-eu";
import { tasks } from "@ovh-typed/ovh-eu/wait";
import { beforeEach, expect, test } from "vitest";
import { createSandbox, type Sandbox } from "../src/index.js";

let sandbox: Sandbox<Operations>;
let ovh: OvhClient;

beforeEach(async () => {
  sandbox = await createSandbox<Operations>({ seed: { "/vps": ["vps-1"] } });
  ovh = createClient({ baseUrl: sandbox.baseUrl, ...sandbox.credentials, tasks });
  return () => sandbox.close();
});

const quick = { interval: 1 };
const vps = { params: { path: { serviceName: "vps-1" } } };

test("a task is waited for until it is done, by the client that began it or by another process", async () => {
  const told: (string | undefined)[] = [];
  const rebooting = ovh.waitFor(ovh.POST("/vps/{serviceName}/reboot", vps), {
    ...quick,
    onProgress: ({ state }) => told.push(state),
  });
  const handle = JSON.stringify(await rebooting.handle());
  expect(await rebooting).toMatchObject({ state: "done", progress: 100 });
  expect(told.at(-1)).toBe("done");
  const other = createClient({ baseUrl: sandbox.baseUrl, ...sandbox.credentials });
  expect(await other.resumeWait(handle, quick)).toMatchObject({ state: "done" });
});

test("a task that fails is an error with its state", async () => {
  const task = await ovh.unwrapped.POST("/vps/{serviceName}/reboot", vps);
  await sandbox.on("GET /vps/{serviceName}/tasks/{id}", ({ otherwise }) => ({ ...otherwise(), state: "error" }));
  await expect(ovh.waitFor(task, quick)).rejects.toBeInstanceOf(OvhTaskError);
});

test("a condition is waited for", async () => {
  await sandbox.seed({ "/cloud/project": ["p"] });
  const project = { path: { serviceName: "p" } };
  const body = { name: "web", flavorId: "b2-7", region: "GRA11", imageId: "debian-12" };
  const instance = await ovh.unwrapped.POST("/cloud/project/{serviceName}/instance", { params: project, body });
  expect(instance.status).not.toBe("ACTIVE");
  const path = { ...project.path, instanceId: instance.id };
  const waiting = ovh.waitFor(
    "/cloud/project/{serviceName}/instance/{instanceId}",
    { params: { path }, ...quick },
    ({ status }) => status === "ACTIVE",
  );
  expect(await waiting).toMatchObject({ id: instance.id, status: "ACTIVE" });
});

test("a resource of v2 is changed, though somebody else was faster, and waited for", async () => {
  await sandbox.seed({ "/v2/vrackServices/resource": [{ id: "00000000-0000-4000-8000-000000000001" }] });
  const options = { params: { path: { vrackServicesId: "00000000-0000-4000-8000-000000000001" } } };
  const path = "/v2/vrackServices/resource/{vrackServicesId}";
  const read: string[] = [];
  const changed = await ovh.update(
    path,
    async ({ targetSpec, checksum }) => {
      read.push(checksum);
      if (read.length === 1) {
        const other = { checksum, targetSpec: { ...targetSpec, subnets: [] } };
        await ovh.unwrapped.PUT(path, { ...options, body: other });
      }
      return { targetSpec };
    },
    options,
  );
  expect(new Set(read).size).toBe(2);
  expect(await ovh.waitFor(changed, quick)).toMatchObject({ resourceStatus: "READY" });
});
