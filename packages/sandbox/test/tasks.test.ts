import { createClient, unwrap } from "@ovh-typed/ovh-eu";
import { beforeEach, expect, test } from "vitest";
import { createSandbox, type Sandbox } from "../src/index.js";

let sandbox: Sandbox;
let ovh: ReturnType<typeof createClient>;

beforeEach(async () => {
  sandbox = await createSandbox({
    seed: { "/dedicated/nasha": ["nas-1"], "/vps": ["vps-1"], "/hosting/web": ["a.org"] },
  });
  ovh = createClient({ baseUrl: sandbox.baseUrl, ...sandbox.credentials });
  return () => sandbox.close();
});

const partitions = "/dedicated/nasha/{serviceName}/partition";
const nas = { serviceName: "nas-1" };

async function createPartition() {
  const body = { partitionName: "backup", protocol: "NFS", size: 10 } as const;
  const task = await unwrap(ovh.POST(partitions, { params: { path: nas }, body }));
  const read = () =>
    unwrap(
      ovh.GET("/dedicated/nasha/{serviceName}/task/{taskId}", { params: { path: { ...nas, taskId: task.taskId } } }),
    );
  const names = () => unwrap(ovh.GET(partitions, { params: { path: nas } }));
  return { task, read, names };
}

test("what is created by a task is there when the task is done, which two reads make it", async () => {
  const { task, read, names } = await createPartition();
  expect(task).toMatchObject({ status: "todo", doneDate: null });
  expect(await names()).not.toContain("backup");
  expect(await read()).toMatchObject({ taskId: task.taskId, status: "doing", doneDate: null });
  expect(await names()).not.toContain("backup");
  expect(await read()).toMatchObject({ status: "done", doneDate: expect.stringMatching(/^2\d{3}-/) as string });
  expect(await names()).toContain("backup");
  const path = { ...nas, partitionName: "backup" };
  expect(
    await unwrap(ovh.GET("/dedicated/nasha/{serviceName}/partition/{partitionName}", { params: { path } })),
  ).toMatchObject({
    partitionName: "backup",
    protocol: "NFS",
    size: 10,
  });
  expect(await read()).toMatchObject({ status: "done" });
});

test("or ten seconds on the sandbox's clock", async () => {
  const { read, names } = await createPartition();
  sandbox.advance("3 seconds");
  expect(await names()).not.toContain("backup");
  sandbox.advance("7 seconds");
  expect(await names()).toContain("backup");
  expect(await read()).toMatchObject({ status: "done" });
});

test("what is removed by a task stays until it is done", async () => {
  const { names } = await createPartition();
  sandbox.advance("10 seconds");
  const path = { ...nas, partitionName: "backup" };
  await unwrap(ovh.DELETE("/dedicated/nasha/{serviceName}/partition/{partitionName}", { params: { path } }));
  expect(await names()).toContain("backup");
  sandbox.advance("10 seconds");
  expect(await names()).not.toContain("backup");
});

test("an action of which nothing comes has a task that is listed too", async () => {
  const path = { serviceName: "vps-1" };
  const task = await unwrap(ovh.POST("/vps/{serviceName}/reboot", { params: { path } }));
  expect(task.state).toBe("todo");
  expect(await unwrap(ovh.GET("/vps/{serviceName}/tasks", { params: { path } }))).toContain(task.id);
  const params = { path: { ...path, id: task.id } };
  expect(await unwrap(ovh.GET("/vps/{serviceName}/tasks/{id}", { params }))).toMatchObject({
    state: "doing",
    progress: 50,
  });
  expect(await unwrap(ovh.GET("/vps/{serviceName}/tasks/{id}", { params }))).toMatchObject({
    state: "done",
    progress: 100,
  });
});

test("a task is listed though its list reads it by another model", async () => {
  const path = { serviceName: "a.org" };
  const body = { login: "deploy", home: ".", password: "correct-horse" };
  const task = await unwrap(ovh.POST("/hosting/web/{serviceName}/user", { params: { path }, body }));
  const users = () => unwrap(ovh.GET("/hosting/web/{serviceName}/user", { params: { path } }));
  expect(await users()).not.toContain("deploy");
  sandbox.advance("10 seconds");
  const params = { path: { ...path, id: task.id } };
  expect(await unwrap(ovh.GET("/hosting/web/{serviceName}/tasks/{id}", { params }))).toMatchObject({ status: "done" });
  expect(await users()).toContain("deploy");
});

test("a task that is under way is forgotten by reset", async () => {
  const { names } = await createPartition();
  await sandbox.reset();
  sandbox.advance("1 hour");
  expect(await names()).not.toContain("backup");
});
