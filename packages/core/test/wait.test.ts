import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { describe, expect, it, onTestFinished } from "vitest";
import {
  createClient,
  OvhTaskError,
  type Client,
  type PinnedClientOptions,
  type UntypedOperations,
  type Wait,
  type WaitHandle,
} from "../src/index.js";
import { outcomeOf } from "../src/wait/states.js";
import { type Answer, startFaultServer, type Step, type WireRequest } from "./faults/server.js";
import { keys } from "./support/keys.js";

const tasks = {
  endpoint: "ovh-eu",
  readers: {
    "POST /vps/{serviceName}/reboot": ["/vps/{serviceName}/tasks/{id}"],
    "DELETE /vps/{serviceName}/snapshot": ["/vps/{serviceName}/task/{taskId}", "/vps/{serviceName}/tasks/{id}"],
  },
} as const;

type Untyped = Client<UntypedOperations>;

/** A client of a server that answers what a test wants, the time apart. */
async function clientOf(give: (request: WireRequest, nth: number) => Answer | Step, options: PinnedClientOptions = {}) {
  const requests: string[] = [];
  const server = await startFaultServer((request) => {
    if (request.path.endsWith("/auth/time"))
      return { answer: { status: 200, body: `${Math.floor(Date.now() / 1000)}` } };
    const given = give(request, requests.push(`${request.method} ${request.path.replace("/1.0", "")}`));
    return "status" in given ? { answer: given } : given;
  });
  onTestFinished(() => server[Symbol.asyncDispose]());
  const baseUrl = `http://127.0.0.1:${server.port}/1.0`;
  const ovh: Untyped = createClient({ endpoint: "ovh-eu", ...keys, baseUrl, retry: false, tasks, ...options });
  return { ovh, requests, baseUrl };
}

const json = (body: unknown, status = 200): Answer => ({ status, body: JSON.stringify(body) });
const missing = json({ message: "This service does not exist" }, 404);
const params = { path: { serviceName: "vps-1" } };
const quick = { interval: 1 };

/** Waits for what an untyped call began: its type says nothing of that. */
const waitFor = (ovh: Untyped, given: unknown, options: object = quick): Wait<unknown> =>
  ovh.waitFor(given as never, options);

const reboot = (ovh: Untyped) => ovh.POST("/vps/{serviceName}/reboot", { params });

/** A server on which a task comes to these states, one after the other. */
const steps =
  (...states: readonly (object | Answer)[]) =>
  ({ method }: WireRequest, nth: number): Answer => {
    if (method !== "GET") return json({ id: 12, state: "todo" });
    const state = states[Math.min(nth - 2, states.length - 1)]!;
    return "body" in state ? (state as Answer) : json({ id: 12, ...state });
  };

describe("waiting for a task", () => {
  it("reads it until it is done, and gives it", async () => {
    const { ovh, requests } = await clientOf(
      steps({ state: "todo" }, { state: "doing" }, { state: "done", type: "reboot" }),
    );
    expect(await waitFor(ovh, await reboot(ovh))).toEqual({ id: 12, state: "done", type: "reboot" });
    expect(requests).toEqual([
      "POST /vps/vps-1/reboot",
      "GET /vps/vps-1/tasks/12",
      "GET /vps/vps-1/tasks/12",
      "GET /vps/vps-1/tasks/12",
    ]);
  });

  it("takes a result, its data, data of unwrapped calls, and promises of them", async () => {
    const { ovh } = await clientOf(steps({ state: "done" }));
    const done = { id: 12, state: "done" };
    expect(await waitFor(ovh, reboot(ovh))).toEqual(done);
    expect(await waitFor(ovh, (await reboot(ovh)).data)).toEqual(done);
    expect(await waitFor(ovh, ovh.unwrapped.POST("/vps/{serviceName}/reboot", { params }))).toEqual(done);
    const { data } = await ovh.unwrapped.post["/vps/{serviceName}/reboot"]!({ params }).withResponse();
    expect(await waitFor(ovh, data)).toEqual(done);
  });

  it("tells how far it is", async () => {
    const { ovh } = await clientOf(steps({ state: "doing", progress: 50 }, { state: "done", progress: 100 }));
    const told: unknown[] = [];
    const onProgress = (progress: object): number => told.push(progress);
    await waitFor(ovh, await reboot(ovh), { ...quick, onProgress });
    expect(told).toEqual([
      { data: { id: 12, state: "doing", progress: 50 }, state: "doing", progress: 50, waited: expect.any(Number) },
      { data: { id: 12, state: "done", progress: 100 }, state: "done", progress: 100, waited: expect.any(Number) },
    ]);
  });

  it.each([
    [
      { state: "error", comment: "The disk is full" },
      'What POST /vps/{serviceName}/reboot began has failed: it is "error": The disk is full',
    ],
    [{ status: "cancelled" }, 'What POST /vps/{serviceName}/reboot began has failed: it is "cancelled".'],
    [{ status: "ERROR", errors: [{ message: "No such image" }] }, 'has failed: it is "ERROR": No such image'],
  ])("throws what has failed: %j", async (state, sentence) => {
    const { ovh } = await clientOf(steps({ state: "doing" }, state));
    const error: unknown = await waitFor(ovh, await reboot(ovh)).catch((failure: unknown) => failure);
    expect(OvhTaskError.is(error)).toBe(true);
    expect((error as Error).message).toContain(sentence);
    expect(error).toMatchObject({ method: "POST", path: "/vps/{serviceName}/reboot", task: { id: 12, ...state } });
  });

  it("throws the error of the call itself", async () => {
    const { ovh } = await clientOf(() => json({ message: "no" }, 403));
    await expect(waitFor(ovh, reboot(ovh))).rejects.toMatchObject({ name: "OvhApiError", status: 403 });
  });

  it("bears reads that lag behind, and outages", async () => {
    const reset: Step = { socket: "reset" };
    const bad: readonly (Answer | Step)[] = [missing, json({}, 503), json({}, 429), reset, missing];
    const { ovh, requests } = await clientOf(({ method }, nth) =>
      method === "GET" ? (bad[nth - 2] ?? json({ id: 12, state: "done" })) : json({ id: 12, state: "todo" }),
    );
    expect(await waitFor(ovh, await reboot(ovh))).toEqual({ id: 12, state: "done" });
    expect(requests).toHaveLength(7);
  });

  it("does not bear what no wait will mend", async () => {
    const { ovh } = await clientOf(steps(json({ message: "no" }, 403)));
    await expect(waitFor(ovh, await reboot(ovh))).rejects.toMatchObject({ status: 403 });
  });

  it("counts a task as done that was there and is gone", async () => {
    const { ovh } = await clientOf(steps({ state: "doing" }, missing));
    expect(await waitFor(ovh, await reboot(ovh))).toEqual({ id: 12, state: "doing" });
  });

  it("tries all paths that may read it, and stays with the one that does", async () => {
    const { ovh, requests } = await clientOf(({ method, path }, nth) => {
      if (method === "DELETE") return json({ taskId: 7, id: 12, state: "todo" });
      return path.includes("/task/") ? missing : json({ id: 12, state: nth < 4 ? "doing" : "done" });
    });
    await waitFor(ovh, await ovh.DELETE("/vps/{serviceName}/snapshot", { params }));
    expect(requests.slice(1)).toEqual(["GET /vps/vps-1/task/7", "GET /vps/vps-1/tasks/12", "GET /vps/vps-1/tasks/12"]);
  });

  it("is given up at the deadline, which says how it was", async () => {
    const { ovh } = await clientOf(steps({ state: "doing" }));
    const waiting = waitFor(ovh, await reboot(ovh), { deadline: 60, interval: 5 });
    await expect(waiting).rejects.toMatchObject({ name: "OvhTimeoutError", timeout: 60, method: "POST" });
    await expect(waiting).rejects.toThrow(
      'was not done within 60 ms, and may still be. It was "doing" when it was last read.',
    );
  });

  it("stops at once when it is aborted, with the signal's reason", async () => {
    const { ovh, requests } = await clientOf(steps({ state: "doing" }));
    const controller = new AbortController();
    const onProgress = (): void => controller.abort(new Error("enough"));
    await expect(waitFor(ovh, await reboot(ovh), { onProgress, signal: controller.signal })).rejects.toThrow(
      /^enough$/,
    );
    expect(requests).toHaveLength(2);
  });
});

describe("waiting for a resource of v2", () => {
  const resource = (resourceStatus: string, currentTasks: readonly object[] = []) => ({
    id: "r",
    resourceStatus,
    currentTasks,
  });
  const begin = (ovh: Untyped, method: "POST" | "PUT" | "DELETE") =>
    method === "POST"
      ? ovh.POST("/v2/things", { body: {} })
      : ovh[method]("/v2/things/{thingId}", { params: { path: { thingId: "r" } } });

  it.each(["POST", "PUT"] as const)("reads what %s answered until it is ready and has no tasks", async (method) => {
    const states = [
      resource("UPDATING"),
      resource("READY", [{ status: "RUNNING" }]),
      resource("READY", [{ status: "WAITING_USER_INPUT" }]),
    ];
    const { ovh, requests } = await clientOf((request, nth) =>
      json(request.method === "GET" ? (states[nth - 2] ?? resource("READY")) : resource("CREATING")),
    );
    expect(await waitFor(ovh, await begin(ovh, method))).toEqual(resource("READY"));
    expect(requests.slice(1)).toHaveLength(4);
  });

  it("throws what has failed, with what its tasks say", async () => {
    const failed = resource("ERROR", [{ status: "ERROR", errors: [{ message: "No address left" }] }]);
    const { ovh } = await clientOf(({ method }) => json(method === "GET" ? failed : resource("UPDATING")));
    await expect(waitFor(ovh, begin(ovh, "PUT"))).rejects.toThrow('it is "ERROR": No address left');
  });

  it("waits until what was deleted is gone", async () => {
    const { ovh } = await clientOf(({ method }, nth) =>
      method === "GET" && nth > 4 ? missing : json(resource(nth === 2 ? "READY" : "DELETING")),
    );
    expect(await waitFor(ovh, begin(ovh, "DELETE"))).toEqual(resource("DELETING"));
  });
});

describe("waiting for a condition", () => {
  it("reads a path until it holds", async () => {
    const { ovh, requests } = await clientOf((_request, nth) => json({ state: nth < 3 ? "stopped" : "running" }));
    const vps = await ovh.waitFor(
      "/vps/{serviceName}",
      { params, ...quick },
      (data) => (data as { state: string }).state === "running",
    );
    expect(vps).toEqual({ state: "running" });
    expect(requests).toEqual(["GET /vps/vps-1", "GET /vps/vps-1", "GET /vps/vps-1"]);
  });

  it("throws what the condition throws, and 404", async () => {
    const { ovh } = await clientOf((_request, nth) => (nth === 1 ? json({}) : missing));
    const fail = (): boolean => {
      throw new RangeError("oh");
    };
    await expect(ovh.waitFor("/vps/{serviceName}", { params }, fail)).rejects.toThrow(RangeError);
    await expect(ovh.waitFor("/vps/{serviceName}", { params }, () => true)).rejects.toMatchObject({ status: 404 });
  });
});

describe("a handle", () => {
  it("is taken up by another client of the same application", async () => {
    const { ovh, baseUrl } = await clientOf(steps({ state: "doing" }, { state: "done" }));
    const handle = await waitFor(ovh, await reboot(ovh)).handle();
    const text = JSON.stringify(handle);
    expect(JSON.parse(text)).toMatchObject({
      endpoint: "ovh-eu",
      operation: "POST /vps/{serviceName}/reboot",
      readers: ["/vps/{serviceName}/tasks/{id}"],
      params: { serviceName: "vps-1", id: "12" },
    });
    for (const secret of Object.values(keys)) expect(text).not.toContain(secret);
    const other = createClient({ endpoint: "ovh-eu", ...keys, consumerKey: "another", baseUrl });
    expect(await other.resumeWait(text, quick)).toEqual({ id: 12, state: "done" });
    expect(await other.resumeWait(handle, quick)).toEqual({ id: 12, state: "done" });
    expect(await other.resumeWait(handle, quick).handle()).toEqual(handle);
  });

  it("that was changed is refused, and nothing is read", async () => {
    const { ovh, requests, baseUrl } = await clientOf(steps({ state: "done" }));
    const waiting = waitFor(ovh, await reboot(ovh));
    const handle = await waiting.handle();
    await waiting;
    const sent = requests.length;
    const changed: readonly WaitHandle[] = [
      { ...handle, readers: ["/me"] },
      { ...handle, params: { ...handle.params, id: "13" } },
      { ...handle, params: { ...handle.params, more: "1" } },
      { ...handle, operation: "DELETE /vps/{serviceName}" },
      { ...handle, seal: handle.seal.replace(/^./, (first) => (first === "0" ? "1" : "0")) },
    ];
    for (const one of changed)
      await expect(ovh.resumeWait(one)).rejects.toThrow(
        "The handle was changed, or a client with other credentials wrote it",
      );
    const other = createClient({ endpoint: "ovh-eu", ...keys, applicationSecret: "another", baseUrl });
    await expect(other.resumeWait(handle)).rejects.toThrow("The handle was changed");
    const elsewhere = createClient({ endpoint: "ovh-ca", ...keys, baseUrl });
    await expect(elsewhere.resumeWait(handle)).rejects.toThrow(
      "The handle is of a wait at ovh-eu, and this client calls ovh-ca.",
    );
    await expect(ovh.resumeWait("{")).rejects.toThrow("found a text that is no JSON");
    await expect(ovh.resumeWait({} as never)).rejects.toThrow("found an object that is none");
    await expect(ovh.resumeWait(null as never)).rejects.toThrow(TypeError);
    expect(requests).toHaveLength(sent);
  });

  it("of a condition there is none", async () => {
    const { ovh } = await clientOf(() => json({}));
    const waiting = ovh.waitFor("/me", {}, () => true);
    await expect(waiting.handle()).rejects.toThrow(
      "A wait for a condition, which is a function, cannot be written down.",
    );
    await waiting;
  });
});

describe("bad input", () => {
  it("is a TypeError that says what to do", async () => {
    const { ovh, requests, baseUrl } = await clientOf(steps({ state: "done" }));
    const { data } = await reboot(ovh);
    const refused: readonly (readonly [given: unknown, sentence: string])[] = [
      [{ ...(data as object) }, "A copy of a task does not tell where it came from"],
      [undefined, "found undefined"],
      [12, "found a number"],
      [
        (await ovh.GET("/vps/{serviceName}/tasks/{id}", { params: { path: { ...params.path, id: 12 } } })).data,
        "found an object",
      ],
      [await ovh.POST("/me/note"), "What POST /me/note answers is no task that the schema has a way to read."],
      [await createClient({ endpoint: "ovh-eu", ...keys, baseUrl }).POST("/me/note"), "found another client's"],
      [await ovh.withConsumerKey("another").POST("/me/note"), "found another client's"],
    ];
    const sent = requests.length;
    for (const [given, sentence] of refused) await expect(waitFor(ovh, given)).rejects.toThrow(sentence);
    for (const options of [{ deadline: 0 }, { interval: "1" }, { onProgress: 1 }]) {
      await expect(waitFor(ovh, data, options)).rejects.toThrow(TypeError);
    }
    await expect(ovh.waitFor("/me", {}, undefined as never)).rejects.toThrow(
      "takes a condition, a function of what is read; found undefined",
    );
    expect(requests).toHaveLength(sent);
  });

  it("says what to import where the client has no tasks, or another endpoint's", async () => {
    const without = await clientOf(steps({ state: "done" }), { tasks: undefined });
    await expect(waitFor(without.ovh, reboot(without.ovh))).rejects.toThrow(
      'import { tasks } from "@ovh-typed/ovh-eu/wait", and give createClient({ tasks })',
    );
    const others = await clientOf(steps({ state: "done" }), { tasks: { ...tasks, endpoint: "ovh-ca" } });
    await expect(waitFor(others.ovh, reboot(others.ovh))).rejects.toThrow("The tasks are those of ovh-ca");
  });
});

describe("a change of a resource", () => {
  const old = (kind: string, status = 412): Answer => json({ class: kind, message: "old" }, status);
  const path = "/v2/things/{thingId}";
  const options = { params: { path: { thingId: "r" } } };

  it("is sent with the checksum of what was read", async () => {
    const bodies: string[] = [];
    const { ovh, requests } = await clientOf(({ method, body }) => {
      if (method === "PUT") bodies.push(body);
      return json({ id: "r", checksum: "c1", targetSpec: { size: 1 } });
    });
    const changed = await ovh.update(
      path,
      (current) => ({ targetSpec: { ...(current as { targetSpec: object }).targetSpec, size: 2 } }),
      options,
    );
    expect(changed).toMatchObject({ id: "r" });
    expect(bodies.map((body) => JSON.parse(body) as unknown)).toEqual([{ targetSpec: { size: 2 }, checksum: "c1" }]);
    expect(requests).toEqual(["GET /v2/things/r", "PUT /v2/things/r"]);
  });

  it.each([
    ["Client::PreconditionFailed::ChecksumMismatch", 412],
    ["Client::PreconditionFailed::InvalidChecksum", 412],
    ["Client::Conflict::ChecksumMismatch", 409],
  ])("is made again of what is read then, when it is refused by %s (%i)", async (kind, status) => {
    let version = 0;
    const sent: unknown[] = [];
    const { ovh } = await clientOf(({ method, body }) => {
      if (method === "GET") return json({ checksum: `c${++version}`, targetSpec: { size: version } });
      sent.push(JSON.parse(body));
      return version < 3 ? old(kind, status) : json({ checksum: "c4" });
    });
    await ovh.update(
      path,
      (current) => ({ targetSpec: { size: (current as { targetSpec: { size: number } }).targetSpec.size * 10 } }),
      options,
    );
    expect(sent).toEqual([1, 2, 3].map((nth) => ({ targetSpec: { size: nth * 10 }, checksum: `c${nth}` })));
  });

  it("is given up after some attempts, and at once when it is refused for another reason", async () => {
    const { ovh, requests } = await clientOf(({ method }) =>
      method === "GET" ? json({ checksum: "c" }) : old("Client::X::InvalidChecksum"),
    );
    await expect(ovh.update(path, () => ({}), options)).rejects.toMatchObject({ status: 412 });
    expect(requests).toHaveLength(10);
    await expect(ovh.update(path, () => ({}), { ...options, attempts: 1 })).rejects.toMatchObject({ status: 412 });
    expect(requests).toHaveLength(12);
    const other = await clientOf(({ method }) =>
      method === "GET" ? json({ checksum: "c" }) : old("Client::Conflict::UndesiredObjectStatus", 409),
    );
    await expect(other.ovh.update(path, () => ({}), options)).rejects.toMatchObject({ status: 409 });
    expect(other.requests).toHaveLength(2);
  });

  it("is not sent where there is nothing to change", async () => {
    const { ovh, requests } = await clientOf(() => json({ checksum: "c" }));
    expect(await ovh.update(path, () => undefined, options)).toEqual({ checksum: "c" });
    expect(requests).toEqual(["GET /v2/things/r"]);
  });

  it("has to be a function, of something with a checksum", async () => {
    const { ovh, requests } = await clientOf(() => json({}));
    await expect(ovh.update(path, {} as never, options)).rejects.toThrow("update takes a function; found an object.");
    await expect(ovh.update(path, () => ({}), { ...options, attempts: 0 })).rejects.toThrow("attempts has to be");
    expect(requests).toEqual([]);
    await expect(ovh.update(path, () => ({}), options)).rejects.toThrow(
      "What GET /v2/things/{thingId} answered has no checksum to change it by.",
    );
  });
});

describe("the states of tasks", () => {
  it("are all known, of every pin", async () => {
    const pins = fileURLToPath(new URL("../../../schemas", import.meta.url));
    const files = (await readdir(pins, { recursive: true })).filter((file) => /v\d.*\.json$/.test(file));
    const states = new Set<string>();
    for (const file of files) {
      const { models = {} } = JSON.parse(await readFile(`${pins}/${file}`, "utf8")) as {
        models?: Record<string, { properties?: Record<string, string>; enum?: string[] }>;
      };
      for (const [name, { properties = {} }] of Object.entries(models)) {
        if (!/task/i.test(name)) continue;
        for (const field of ["status", "state"]) {
          const type = /^[\w.-]+/.exec(properties[field] ?? "")?.[0] ?? "";
          for (const state of models[type]?.enum ?? []) states.add(state);
        }
      }
    }
    expect(states.size).toBeGreaterThan(35);
    expect([...states].filter((state) => outcomeOf(state) === undefined)).toEqual([]);
  });
});
