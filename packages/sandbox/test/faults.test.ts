import { createClient, unwrap } from "@ovh-typed/ovh-eu";
import { beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { createSandbox, type FaultRule, type Sandbox } from "../src/index.js";
import { call } from "./support/caller.js";
import { raw, type Seen } from "./support/raw.js";

let sandbox: Sandbox;

beforeEach(async () => {
  sandbox = await createSandbox({ seed: { "/order/cart": [], "/vps": ["vps-1"] } });
  return () => sandbox.close();
});

const time = () => raw(sandbox.url, "GET", "/1.0/auth/time");
const makeCart = (headers = {}) =>
  raw(sandbox.url, "POST", "/1.0/order/cart", {
    headers: { "content-type": "application/json", ...headers },
    body: '{"ovhSubsidiary":"FR"}',
  });
const bodyOf = ({ text }: Seen): string => text.slice(text.indexOf("\r\n\r\n") + 4);

describe("on the wire", () => {
  test("an error is answered in OVH's form, with Retry-After", async () => {
    await sandbox.faults.add({ kind: "status", status: 429, retryAfter: 7 });
    const seen = await time();
    expect(seen).toMatchObject({ end: "whole", text: expect.stringMatching(/^HTTP\/1\.1 429 Too Many Requests\r\n/) });
    expect(seen.text).toMatch(/^retry-after: 7\r$/m);
    expect(seen.text).toMatch(/^x-ovh-queryid: /m);
    expect(JSON.parse(bodyOf(seen))).toMatchObject({ class: "Client::TooManyRequests" });
  });

  test("an error is answered as a page", async () => {
    await sandbox.faults.add({ kind: "html", status: 502 });
    const seen = await time();
    expect(seen.text).toMatch(/^HTTP\/1\.1 502 Bad Gateway\r\n[^]*content-type: text\/html/);
    expect(bodyOf(seen)).toContain("<h1>502 Bad Gateway</h1>");
  });

  test("a connection is reset before anything is answered", async () => {
    await sandbox.faults.add({ kind: "reset", when: "before" });
    expect(await time()).toEqual({ text: "", end: "reset" });
  });

  test("a connection is reset in the middle of the headers", async () => {
    await sandbox.faults.add({ kind: "reset", when: "headers" });
    const seen = await time();
    expect(seen).toMatchObject({ end: "reset", text: expect.stringMatching(/^HTTP\/1\.1 200 OK\r\n/) });
    expect(seen.text).not.toContain("\r\n\r\n");
  });

  test("a connection is reset in the middle of the body", async () => {
    await sandbox.faults.add({ kind: "reset", when: "body" });
    const seen = await time();
    expect(seen).toMatchObject({ end: "reset", text: expect.stringMatching(/^content-length: 10\r\n\r\n\d{5}$/m) });
  });

  test("nothing comes", async () => {
    await sandbox.faults.add({ kind: "stall", when: "headers", applied: false });
    expect(await time()).toEqual({ text: "", end: "nothing more" });
  });

  test("nothing more comes after half of the headers, or of the body", async () => {
    await sandbox.faults.add([
      { kind: "stall", when: "headers", count: 1 },
      { kind: "stall", when: "body", count: 1 },
    ]);
    const headers = await time();
    expect(headers).toMatchObject({ end: "nothing more", text: expect.stringMatching(/^HTTP\/1\.1 200 OK/) });
    expect(headers.text).not.toContain("\r\n\r\n");
    expect(await time()).toMatchObject({ end: "nothing more", text: expect.stringMatching(/\r\n\r\n\d{5}$/) });
  });

  test("a body comes slowly", async () => {
    await sandbox.faults.add({ kind: "slow", ms: 20 });
    const seen = await time();
    expect(seen.end).toBe("whole");
    // Ten digits in ten pieces.
    expect(bodyOf(seen).match(/^1\r\n\d\r$/gm)).toHaveLength(10);
  });

  test("an answer comes late", async () => {
    await sandbox.faults.add({ kind: "latency", ms: 100, count: 1 });
    const order: string[] = [];
    const late = time().then(() => order.push("late"));
    await vi.waitFor(() => expect(sandbox.faults.rules).toEqual([]));
    await time().then(() => order.push("at once"));
    await late;
    expect(order).toEqual(["at once", "late"]);
  });

  test("a body ends in the middle of its JSON", async () => {
    await sandbox.faults.add({ kind: "truncate", path: "/order/cart" });
    const seen = await makeCart();
    expect(seen).toMatchObject({ end: "whole", text: expect.stringContaining("HTTP/1.1 200 OK") });
    expect(() => JSON.parse(bodyOf(seen)) as unknown).toThrow(SyntaxError);
  });

  test("the clock is off", async () => {
    const now = Math.floor(Date.now() / 1000);
    await sandbox.faults.add({ kind: "clock", seconds: 3600, count: 2 });
    expect(Number(bodyOf(await time()))).toBeGreaterThanOrEqual(now + 3600);
    const { json, headers } = await call(sandbox, "GET", "/1.0/me");
    expect(json).toMatchObject({ errorCode: "QUERY_TIME_OUT" });
    expect(Date.parse(String(headers.date)) / 1000).toBeGreaterThanOrEqual(now + 3600);
    expect((await call(sandbox, "GET", "/1.0/me")).status).toBe(200);
  });

  test.each([
    ["token-expired", 401, { class: "Client::Unauthorized" }],
    ["key-expired", 403, { errorCode: "INVALID_CREDENTIAL" }],
    ["key-refused", 403, { errorCode: "INVALID_CREDENTIAL" }],
  ] as const)("%s", async (kind, status, body) => {
    await sandbox.faults.add({ kind });
    expect(await call(sandbox, "GET", "/1.0/me")).toMatchObject({ status, json: body });
  });
});

describe("a rule strikes", () => {
  const status = async (path: string, method = "GET") => (await call(sandbox, method, path)).status;

  test("the requests of a method and path, as often as it says", async () => {
    await sandbox.faults.add({ kind: "status", status: 503, method: "GET", path: "/vps/{serviceName}", count: 2 });
    expect(sandbox.faults.rules).toMatchObject([{ count: 2 }]);
    expect(await status("/1.0/vps")).toBe(200);
    expect([await status("/1.0/vps/vps-1"), await status("/v1/vps/vps-1"), await status("/1.0/vps/vps-1")]).toEqual([
      503, 503, 200,
    ]);
    expect(sandbox.faults.rules).toEqual([]);
  });

  test.each([
    ["/vps/*", "/1.0/vps/vps-1", 503],
    ["/vps/vps-1", "/1.0/vps/vps-1", 503],
    ["/vps*", "/1.0/vps", 503],
    ["/vps/*", "/1.0/vps", 200],
    ["/v2/iam/*", "/v2/iam/policy", 503],
    ["/*", "/1.0/me", 503],
  ])("by the path %s: %s", async (path, target, expected) => {
    await sandbox.faults.add({ kind: "status", status: 503, path });
    expect(await status(target)).toBe(expected);
  });

  test("part of the requests, the same ones each time", async () => {
    const struck = async () => {
      await sandbox.faults.add({ kind: "status", status: 503, rate: 0.3 });
      const statuses = [];
      for (let request = 0; request < 100; request += 1) statuses.push(await status("/1.0/me"));
      return statuses;
    };
    const first = await struck();
    expect(first.filter((one) => one === 503).length).toBeGreaterThan(15);
    expect(first.filter((one) => one === 503).length).toBeLessThan(45);
    await sandbox.reset();
    expect(await struck()).toEqual(first);
  });

  test("in turn: the first that fits", async () => {
    await sandbox.faults.add([
      { kind: "status", status: 500, count: 1 },
      { kind: "status", status: 429, count: 1 },
    ]);
    expect([await status("/1.0/me"), await status("/1.0/me"), await status("/1.0/me")]).toEqual([500, 429, 200]);
  });

  test("from the start, and again after reset", async () => {
    const own = await createSandbox({ faults: [{ kind: "status", status: 500, count: 1 }] });
    onTestFinished(() => own.close());
    const statuses = async () => [
      (await call(own, "GET", "/1.0/me")).status,
      (await call(own, "GET", "/1.0/me")).status,
    ];
    expect(await statuses()).toEqual([500, 200]);
    await own.reset();
    expect(await statuses()).toEqual([500, 200]);
  });

  test("no page of the sandbox's own", async () => {
    await sandbox.faults.add({ kind: "reset", when: "before" });
    expect((await fetch(`${sandbox.url}/sandbox/faults`)).status).toBe(200);
  });

  test("where tokens come from", async () => {
    await sandbox.faults.add({ kind: "status", status: 503, path: "/auth/oauth2/token", count: 1 });
    expect((await fetch(`${sandbox.url}/auth/oauth2/token`, { method: "POST" })).status).toBe(503);
    await sandbox.faults.add({ kind: "html", status: 502, path: "/oauth2/token", count: 1 });
    expect((await fetch(`${sandbox.url}/oauth2/token`, { method: "POST" })).status).toBe(502);
  });
});

describe("for any program", () => {
  const control = (method: string, body?: unknown) =>
    fetch(`${sandbox.url}/sandbox/faults`, { method, ...(body !== undefined && { body: JSON.stringify(body) }) });

  test("rules are added, listed and forgotten over HTTP", async () => {
    const rule: FaultRule = { kind: "status", status: 503, path: "/me" };
    expect(await (await control("POST", rule)).json()).toEqual([rule]);
    expect(await (await control("POST", [rule, { kind: "truncate" }])).json()).toHaveLength(3);
    expect((await call(sandbox, "GET", "/1.0/me")).status).toBe(503);
    expect(await (await control("GET")).json()).toHaveLength(3);
    expect(await (await control("DELETE")).json()).toEqual([]);
    expect((await call(sandbox, "GET", "/1.0/me")).status).toBe(200);
  });

  test("a header has a fault strike its own request", async () => {
    const headers = { "X-Sandbox-Fault": '{"kind":"html","status":504}' };
    expect((await call(sandbox, "GET", "/1.0/me", undefined, { headers })).status).toBe(504);
    expect((await call(sandbox, "GET", "/1.0/me")).status).toBe(200);
  });

  test("what is no rule is refused with a sentence", async () => {
    const answer = await control("POST", { kind: "status", status: 200 });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({
      class: "Client::BadRequest",
      message:
        'The fault rule {"kind":"status","status":200} has status 200, which has to be a status from 400 to 599.',
    });
    const broken = await fetch(`${sandbox.url}/sandbox/faults`, { method: "POST", body: "{" });
    expect(broken.status).toBe(400);
    const headers = { "X-Sandbox-Fault": "reset" };
    const refused = await call(sandbox, "GET", "/1.0/me", undefined, { headers });
    expect([refused.status, refused.text]).toEqual([400, expect.stringContaining("X-Sandbox-Fault is")]);
  });

  test("no page of another site adds any", async () => {
    const headers = { origin: "https://evil.example" };
    const answer = await fetch(`${sandbox.url}/sandbox/faults`, {
      method: "POST",
      body: '{"kind":"truncate"}',
      headers,
    });
    expect(answer.status).toBe(403);
    expect(sandbox.faults.rules).toEqual([]);
  });
});

test.each<[unknown, string]>([
  ["reset", "has to be an object"],
  [{}, "has to have a kind: latency, status, html,"],
  [{ kind: "constructor" }, "has to have a kind"],
  [{ kind: "reset" }, "has to have when"],
  [{ kind: "reset", when: "after" }, 'has when "after", which has to be one of before, headers, body'],
  [{ kind: "stall", when: "before" }, "one of headers, body"],
  [{ kind: "latency", ms: -1 }, "has ms -1, which has to be milliseconds"],
  [{ kind: "truncate", rate: 0 }, "has rate 0, which has to be a number above 0, at most 1"],
  [{ kind: "truncate", rate: 2 }, "has rate 2"],
  [{ kind: "truncate", count: 0 }, "has count 0, which has to be a whole number above 0"],
  [{ kind: "truncate", status: 500 }, "has status, which a fault of this kind does not"],
  [{ kind: "truncate", path: "vps" }, "a path that begins with /"],
  [{ kind: "truncate", path: "/nowhere" }, 'no path "/nowhere"'],
  [{ kind: "truncate", path: "/vps/{serviceName}/nowhere" }, "no path"],
  [{ kind: "truncate", path: "/vpss/*" }, "no path"],
  [{ kind: "truncate", path: "/vps/{serviceName}/nowhere/*" }, "no path"],
])("%j is no rule", async (rule, says) => {
  await expect(sandbox.faults.add(rule as FaultRule)).rejects.toThrow(says);
  await expect(createSandbox({ faults: [rule as FaultRule] })).rejects.toThrow(says);
  expect(sandbox.faults.rules).toEqual([]);
});

/** Whether the body of an answer is JSON, once its pieces are put together. */
function isJson(text: string): boolean {
  const [, head = "", body = ""] = /^([^]*?)\r\n\r\n([^]*)$/.exec(text) ?? [];
  const whole = /^transfer-encoding: chunked/im.test(head) ? body.replaceAll(/(?:^|\r\n)[\da-f]+\r\n/g, "") : body;
  try {
    JSON.parse(whole);
    return true;
  } catch {
    return false;
  }
}

test("the ledger agrees with what sockets saw: every write that was told was carried out, and some of the others", async () => {
  const faults: readonly (FaultRule | undefined)[] = [
    undefined,
    { kind: "status", status: 500 },
    { kind: "status", status: 500, applied: true },
    { kind: "html", status: 502, applied: true },
    { kind: "reset", when: "before" },
    { kind: "reset", when: "before", applied: true },
    { kind: "reset", when: "headers" },
    { kind: "reset", when: "body" },
    { kind: "stall", when: "headers" },
    { kind: "stall", when: "headers", applied: false },
    { kind: "stall", when: "body" },
    { kind: "truncate" },
    { kind: "slow", ms: 1 },
    { kind: "latency", ms: 1 },
    { kind: "key-expired" },
  ];
  const seen = [];
  for (const fault of faults) {
    seen.push(await makeCart(fault && { "x-sandbox-fault": JSON.stringify(fault) }));
  }
  const understood = seen.filter(({ text, end }) => end === "whole" && text.startsWith("HTTP/1.1 200") && isJson(text));
  const { ledger } = sandbox;
  expect(ledger.every(({ method, path }) => method === "POST" && path === "/order/cart")).toBe(true);
  expect(ledger.filter((entry) => entry.told)).toHaveLength(understood.length);
  expect(ledger.map((entry) => entry.told)).toEqual([
    true,
    false,
    false,
    false,
    false,
    false,
    false,
    false,
    false,
    true,
    true,
  ]);
  expect(await sandbox.state.get("/order/cart")).toHaveLength(ledger.length);
  expect(await (await fetch(`${sandbox.url}/sandbox/ledger`)).json()).toEqual(ledger);
  expect(sandbox.requests.map(({ fault }) => fault)).toEqual(faults.map((fault) => fault?.kind));
  expect(sandbox.requests.map(({ status }) => status)).toEqual([
    200, 500, 200, 200, 0, 200, 200, 200, 200, 0, 200, 200, 200, 200, 403,
  ]);
});

describe("without a connection", () => {
  const ask = async (fault: FaultRule, signal?: AbortSignal) =>
    sandbox.fetch(`${sandbox.baseUrl}/auth/time`, {
      headers: { "x-sandbox-fault": JSON.stringify(fault) },
      ...(signal && { signal }),
    });

  test("what breaks is what fetch would show", async () => {
    for (const when of ["before", "headers"] as const) {
      await expect(ask({ kind: "reset", when })).rejects.toMatchObject({
        message: "fetch failed",
        cause: { code: "ECONNRESET" },
      });
    }
    const broken = await ask({ kind: "reset", when: "body" });
    expect(broken.status).toBe(200);
    await expect(broken.text()).rejects.toMatchObject({ message: "terminated" });
  });

  test("what stalls ends with its signal", async () => {
    await expect(ask({ kind: "stall", when: "headers" }, AbortSignal.timeout(20))).rejects.toMatchObject({
      name: "TimeoutError",
    });
    const stalled = await ask({ kind: "stall", when: "body" }, AbortSignal.timeout(50));
    await expect(stalled.text()).rejects.toMatchObject({ name: "TimeoutError" });
  });
});

test("a client gets through what may be repeated", async () => {
  const ovh = createClient({ baseUrl: sandbox.baseUrl, ...sandbox.credentials });
  await sandbox.faults.add([
    { kind: "reset", when: "before", path: "/me", count: 1 },
    { kind: "html", status: 503, path: "/me", count: 1 },
  ]);
  expect(await unwrap(ovh.GET("/me"))).toMatchObject({ firstname: "Ada" });
  expect(sandbox.requests.filter(({ path }) => path === "/me").map(({ fault }) => fault)).toEqual([
    "reset",
    "html",
    undefined,
  ]);
});
