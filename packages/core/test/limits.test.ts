import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it, vi } from "vitest";
import { createClient, type LimitOptions, OvhConfigError, type UntypedOperations } from "../src/index.js";
import { openBlackHole } from "./faults/black-hole.js";
import { startFaultServer, type Step } from "./faults/server.js";
import { buildClient } from "./support/build-client.js";
import { buildModules } from "./support/built.js";
import { keys } from "./support/keys.js";
import { createFakePlatform } from "./support/platform.js";
import { tick } from "./support/until-settled.js";

const oauth2 = { clientId: "EU.0123456789abcdef", clientSecret: "0123456789abcdef" };
const silence: Step = { socket: "stall" };
const half: Step = { raw: 'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{"a"', socket: "stall" };
const answer = (body: string): Step => ({ answer: { status: 200, headers: { Connection: "close" }, body } });

/** Where a call can be when it is ended, and what the server does to keep it there. */
const phases: readonly (readonly [string, object, (path: string) => Step])[] = [
  ["waiting for the time", keys, () => silence],
  ["reading the time", keys, () => half],
  ["waiting for a token", oauth2, () => silence],
  ["reading a token", oauth2, () => half],
  ["waiting for the answer", keys, (path) => (path.endsWith("/time") ? answer("1700000000") : silence)],
  ["reading the answer", keys, (path) => (path.endsWith("/time") ? answer("1700000000") : half)],
  [
    "waiting for the answer by a token",
    oauth2,
    (path) => (path.endsWith("/token") ? answer('{"access_token":"t"}') : silence),
  ],
];

describe("a call that is", () => {
  describe.each(phases)("%s", (_title, credentials, stepFor) => {
    async function start() {
      const server = await startFaultServer(({ path }) => stepFor(path));
      const platform = createFakePlatform((url, init) => fetch(url, init));
      const origin = `http://127.0.0.1:${server.port}`;
      const urls = { baseUrl: `${origin}/1.0`, tokenUrl: `${origin}/auth/oauth2/token` };
      const ovh = buildClient<UntypedOperations>({ endpoint: "ovh-eu", ...credentials, ...urls }, platform);
      return { server, platform, ovh };
    }

    it("ends at once with the signal's own reason, and lets its connection go", async () => {
      const { server, platform, ovh } = await start();
      await using _server = server;
      const controller = new AbortController();
      const call = ovh.POST("/me", { signal: controller.signal });
      await vi.waitFor(() => expect(server.silences).toBe(1));
      const last = server.requests.at(-1)?.path;
      const reason = { my: "reason" };
      controller.abort(reason);
      await expect(call).rejects.toBe(reason);
      await vi.waitFor(() => expect(server.connections).toBe(0));
      expect(platform.timers.size).toBe(0);
      // Nothing goes out after it.
      expect(server.requests.at(-1)?.path).toBe(last);
    });

    it("ends at its own timeout, whatever else has one", async () => {
      const { server, platform, ovh } = await start();
      await using _server = server;
      const call = ovh.POST("/me", { timeout: 5000 }).catch((error: unknown) => error);
      await vi.waitFor(() => expect(server.silences).toBe(1));
      platform.pass(4999);
      platform.pass(1);
      expect(await call).toMatchObject({ name: "OvhTimeoutError", timeout: 5000, path: "/me", attempts: 1 });
      await vi.waitFor(() => expect(platform.timers.size).toBe(0));
    });
  });

  it("connecting ends at once with the signal's own reason, and at its own timeout", async () => {
    await using hole = await openBlackHole();
    const platform = createFakePlatform((url, init) => fetch(url, init));
    const baseUrl = `http://127.0.0.1:${hole.port}/1.0`;
    const ovh = buildClient<UntypedOperations>({ endpoint: "ovh-eu", baseUrl }, platform);
    const controller = new AbortController();
    const call = ovh.GET("/auth/time", { signal: controller.signal });
    const timed = ovh.GET("/auth/time", { timeout: 1000 });
    await vi.waitFor(() => expect(platform.timers.size).toBe(2));
    await tick();
    controller.abort("enough");
    platform.pass(1000);
    await expect(call).rejects.toBe("enough");
    await expect(timed).rejects.toMatchObject({ name: "OvhTimeoutError", timeout: 1000 });
  });
});

describe("an answer that stops", () => {
  it.each([
    ["the client's", { idleTimeout: 500 }, {}, 500],
    ["the call's", { idleTimeout: 500 }, { idleTimeout: 700 }, 700],
    ["none", {}, { idleTimeout: Infinity, timeout: 60_000 }, 60_000],
  ])("is ended after %s idle limit", async (_title, options, init, limit) => {
    await using server = await startFaultServer(() => half);
    const platform = createFakePlatform((url, given) => fetch(url, given));
    const baseUrl = `http://127.0.0.1:${server.port}/1.0`;
    const ovh = buildClient<UntypedOperations>({ endpoint: "ovh-eu", baseUrl, ...options }, platform);
    const call = ovh.GET("/auth/time", { retry: false, ...init }).catch((error: unknown) => error);
    const timers = limit === 60_000 ? 1 : 2;
    await vi.waitFor(() => expect([server.silences, platform.timers.size]).toEqual([1, timers]));
    platform.pass(limit - 1);
    platform.pass(1);
    expect(await call).toMatchObject({ name: "OvhTimeoutError", timeout: limit });
    await vi.waitFor(() => expect(server.connections).toBe(0));
  });
});

const unfit: readonly (readonly [string, LimitOptions])[] = [
  ...["timeout", "idleTimeout", "maxResponseSize"].flatMap((name) =>
    [0, -1, Number.NaN, "1000", null].map((value) => [`${name} is not a number above 0.`, { [name]: value }] as const),
  ),
  ["idleTimeout is longer than timeout.", { timeout: 1000, idleTimeout: 1001 }],
  ["idleTimeout is longer than timeout.", { idleTimeout: 200_000 }],
  ...[-1, 11, 1.5, Number.NaN, "2", true, null].map(
    (retry) => ["retry.limit is not a whole number from 0 to 10.", { retry }] as never,
  ),
  ["retry.limit is not a whole number from 0 to 10.", { retry: { limit: 11 } }],
  ["retry.429 is not a list of methods.", { retry: { 429: true as never } }],
  ["retry.5xx is not a list of methods.", { retry: { "5xx": ["PATCH" as never] } }],
  ["retry.404 is not a list of methods.", { retry: { 404: ["GET"] } as never }],
  ["retry.constructor is not a list of methods.", { retry: { constructor: ["GET"] } as never }],
];

describe("limits that are none", () => {
  it.each(unfit)("%s %j", async (message, options) => {
    expect(() => createClient({ endpoint: "ovh-eu", ...options })).toThrow(new OvhConfigError(message));
    const ovh = createClient({ endpoint: "ovh-eu", fetch: () => Promise.reject(new Error("Something was sent.")) });
    await expect(ovh.GET("/auth/time", options)).rejects.toThrow(new OvhConfigError(message));
  });

  it("are told apart from those that are", () => {
    const fit: LimitOptions[] = [
      { timeout: Infinity, idleTimeout: Infinity, maxResponseSize: Infinity },
      { timeout: 1000 },
      { timeout: 1000, idleTimeout: 1000 },
      { timeout: undefined, idleTimeout: undefined, retry: undefined },
      { retry: { limit: 0, unsent: [], unanswered: undefined as never } },
    ];
    for (const options of fit) expect(() => createClient({ endpoint: "ovh-eu", ...options })).not.toThrow();
  });
});

it("a program ends when its calls have, however long they might have taken", async () => {
  const folder = await buildModules();
  const program = `
import { createServer } from "node:http";
import { createClient } from "./index.js";
const server = createServer((request, response) => response.end("1700000000")).listen(0, "127.0.0.1", async () => {
  const ovh = createClient({ endpoint: "ovh-eu", baseUrl: \`http://127.0.0.1:\${server.address().port}/1.0\`, timeout: 3600000 });
  console.log((await ovh.GET("/auth/time")).data);
  server.close();
  server.closeAllConnections();
  console.log(process.getActiveResourcesInfo().filter((name) => name === "Timeout").length);
});
`;
  await writeFile(join(folder, "ending.mjs"), program);
  const { stdout } = await promisify(execFile)(process.execPath, [join(folder, "ending.mjs")], { timeout: 20_000 });
  expect(stdout.split("\n").slice(0, 2)).toEqual(["1700000000", "0"]);
});
