import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { gzipSync } from "node:zlib";
import { createSandbox, type SandboxOptions } from "@ovh-typed/sandbox";
import { root } from "@ovh-typed/size/install";
import { runNode } from "@ovh-typed/size/run-node";
import { Server as ProxyServer } from "proxy-chain";
import { beforeAll, describe, expect, inject, onTestFinished, test } from "vitest";
import { blocksOf, documentsIn, read } from "./support/documents.js";
import { compile } from "./support/project.js";
import { closeAll, keysOf, originOf, preloaded, redirectionTo, sandboxesOf } from "./support/sandboxes.js";

// Each recipe runs as it stands, in a project in which nothing but the packages is installed, against a sandbox.

const folder = join(inject("project"), "recipes");

/** A recipe's files: a block that begins with a comment of a file's name is that file, the first other one is the program. */
const recipes = new Map(
  await Promise.all(
    (await documentsIn("docs/recipes"))
      .filter((document) => !document.endsWith("README.md"))
      .map(async (document) => {
        const name = basename(document, ".md");
        const blocks = blocksOf(await read(document)).filter(({ language }) => ["ts", "js"].includes(language));
        const files = blocks.map(({ language, code }): [string, string] => {
          const title = /^\/\/ ([\w./-]+\.[cm]?[jt]s)\n/.exec(code)?.[1];
          return [title ?? `${name}.${language}`, code];
        });
        return [name, new Map(files)] as const;
      }),
  ),
);

beforeAll(async () => {
  const files = [...recipes].flatMap(([name, of]) => [...of].map(([path, code]) => [`${name}/${path}`, code] as const));
  await compile(folder, new Map(files));
});

/** A sandbox, and the environment that leads a program to it. */
async function start(options: SandboxOptions = {}) {
  const sandbox = await createSandbox({ endpoint: "ovh-eu", ...options });
  onTestFinished(() => sandbox.close());
  return { sandbox, env: { OVH_BASE_URL: sandbox.baseUrl, ...keysOf(sandbox) } };
}

/** Runs a recipe's program. */
async function cook(name: string, env: NodeJS.ProcessEnv) {
  return runNode(join(folder, name), [join(folder, "out", name, `${name}.js`)], env);
}

test("dns-records: what differs is changed, and published once", async () => {
  const { sandbox, env } = await start({
    seed: {
      "/domain/zone": ["example.com"],
      "/domain/zone/example.com/record": [
        { fieldType: "A", subDomain: "", target: "192.0.2.1", ttl: 0 },
        { fieldType: "A", subDomain: "www", target: "192.0.2.9", ttl: 0 },
        { fieldType: "A", subDomain: "old", target: "192.0.2.3", ttl: 0 },
        { fieldType: "MX", subDomain: "", target: "1 mail.example.com.", ttl: 0 },
      ],
    },
  });
  const printed = (stdout: string) => ({ status: 0, stdout, stderr: "" });
  expect(await cook("dns-records", env)).toEqual(printed("3 of example.com's records changed\n"));
  const writes = sandbox.requests.filter(({ method }) => method !== "GET");
  expect(writes.map(({ method, path }) => `${method} ${path.replace(/\d+$/, "…")}`)).toEqual([
    "PUT /domain/zone/example.com/record/…",
    "POST /domain/zone/example.com/record",
    "DELETE /domain/zone/example.com/record/…",
    "POST /domain/zone/example.com/refresh",
  ]);
  // What is as it should be is left alone.
  expect(await cook("dns-records", env)).toEqual(printed("0 of example.com's records changed\n"));
  expect(sandbox.requests.filter(({ method }) => method !== "GET")).toHaveLength(writes.length);
});

test("services: the next to expire comes first, and is marked", async () => {
  const { env } = await start({
    seed: {
      "/services": ["2099-01-01T00:00:00Z", null, "2020-02-29T00:00:00Z"].map((expirationDate, index) => ({
        serviceId: index + 1,
        billing: {
          expirationDate,
          renew: { capacities: { mode: [] }, current: { mode: index === 0 ? "automatic" : "manual" } },
        },
        resource: { name: `name-${index + 1}`, state: "active", displayName: `service-${index + 1}` },
        route: { path: "/vps/{serviceName}", vars: [] },
      })),
    },
  });
  const { stdout, stderr } = await cook("services", env);
  expect(stderr).toBe("");
  expect(stdout.split("\n").map((line) => line.slice(0, 12))).toEqual([
    "! 2020-02-29",
    "  2099-01-01",
    "  never     ",
    "",
  ]);
});

test("bills: those of a year are summed up, and kept", async () => {
  const server = createServer((request, response) => response.end(`%PDF of ${request.url}`)).listen(0, "127.0.0.1");
  onTestFinished(() => void server.close());
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const bill = (billId: string, date: string, value: number) => {
    const price = { currencyCode: "EUR", text: `${value} €`, value };
    return { billId, date, pdfUrl: `http://127.0.0.1:${port}/${billId}`, priceWithTax: price, priceWithoutTax: price };
  };
  const { env } = await start({
    seed: {
      "/me/bill": [
        bill("FR3", "2026-01-01T00:00:00Z", 100),
        bill("FR2", "2025-12-31T12:00:00Z", 2.5),
        bill("FR1", "2025-01-01T00:00:00Z", 10),
      ],
    },
  });
  const { stdout, stderr } = await runNode(join(folder, "bills"), [join(folder, "out/bills/bills.js"), "2025"], env);
  expect({ stdout, stderr }).toEqual({
    stdout: "2025-01-01 FR1 10 €\n2025-12-31 FR2 2.5 €\n12.50 EUR without tax in 2025\n",
    stderr: "",
  });
  const kept = join(folder, "bills", "bills-2025");
  expect(await readdir(kept)).toEqual(["FR1.pdf", "FR2.pdf"]);
  expect(await readFile(join(kept, "FR2.pdf"), "utf8")).toBe("%PDF of /FR2");
});

test("order: a cart is settled, looked at, and ordered", async () => {
  const { sandbox, env } = await start();
  const settings = ["vps_datacenter", "vps_os"].map((label) => ({ label, required: true, type: "string", fields: [] }));
  await sandbox.on("GET /order/cart/{cartId}/item/{itemId}/requiredConfiguration", () => settings);
  const { stdout, stderr } = await cook("order", env);
  expect(stderr).toBe("");
  const orders = await sandbox.state.get("/me/order");
  expect(stdout).toMatch(/^Order \d+ over 12.00 €: \w+\n$/);
  expect(orders).toContain(Number(/\d+/.exec(stdout)![0]));
  const settled = sandbox.requests.filter(({ method, path }) => method === "POST" && path.endsWith("/configuration"));
  expect(settled.map(({ body }) => body)).toEqual([
    { label: "vps_datacenter", value: "GRA" },
    { label: "vps_os", value: "Debian 12" },
  ]);
});

test("instance: it is waited for until it runs", async () => {
  const { sandbox, env } = await start();
  const { stdout, stderr } = await cook("instance", env);
  expect({ stdout, stderr }).toEqual({ stdout: expect.stringMatching(/^worker-1 ACTIVE \S+\n$/), stderr: "" });
  expect(sandbox.requests.filter(({ path }) => path.includes("/instance/")).length).toBeGreaterThan(1);
});

test("several-customers: of two regions, whose keys are stored and revoked", async () => {
  const sandboxes = await sandboxesOf(["ovh-eu", "ovh-ca"]);
  onTestFinished(() => closeAll(sandboxes));
  const home = await mkdtemp(join(tmpdir(), "ovh-typed-server-"));
  onTestFinished(() => rm(home, { recursive: true }));
  const sections = ["ovh-eu", "ovh-ca"].map((endpoint) => {
    const { applicationKey, applicationSecret } = sandboxes.get(originOf(endpoint))!.credentials;
    return `[${endpoint}]\napplication_key=${applicationKey}\napplication_secret=${applicationSecret}\n`;
  });
  await writeFile(join(home, ".ovh.conf"), sections.join(""), { mode: 0o600 });
  const preload = await preloaded(folder, "ovh-is-a-sandbox.mjs");
  const server = spawn(process.execPath, [...preload, join(folder, "out/several-customers/several-customers.js")], {
    cwd: home,
    env: { ...process.env, ...redirectionTo(sandboxes), HOME: home, PORT: "0" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => void server.kill());
  const [line] = (await once(server.stdout.setEncoding("utf8"), "data")) as [string];
  const port = /port: (\d+)/.exec(line)![1]!;
  const page = async (path: string): Promise<string> => (await fetch(`http://127.0.0.1:${port}${path}`)).text();

  for (const [customer, region] of [
    ["ada", "eu"],
    ["grace", "ca"],
  ]) {
    const link = await page(`/connect?customer=${customer}&region=${region}`);
    expect(await page(`/welcome?customer=${customer}`)).toMatch(/GET \/me was answered 403/);
    sandboxes.get(originOf(`ovh-${region}`))!.allow(link);
  }
  const greetings = await Promise.all(["ada", "grace"].map((customer) => page(`/welcome?customer=${customer}`)));
  expect(greetings).toEqual(["Welcome Ada", "Welcome Ada"]);
  expect(await page("/disconnect?customer=ada")).toBe("Goodbye");
  expect(await page("/welcome?customer=ada")).toBe("Nobody has connected by that name.");
  expect(await page("/welcome?customer=grace")).toBe("Welcome Ada");
  expect(await page("/connect?customer=eve&region=us")).toBe("The region is eu or ca.");
});

test("proxy: all requests go through it", async () => {
  const { sandbox, env } = await start();
  const connections: (string | undefined)[] = [];
  const proxy = new ProxyServer({
    host: "127.0.0.1",
    prepareRequestFunction: ({ hostname, port }) => {
      connections.push(`${hostname}:${port}`);
      return undefined;
    },
  });
  await proxy.listen();
  onTestFinished(() => proxy.close(true));
  const program = join(folder, "out/proxy/proxy.js");
  const compiled = await readFile(program, "utf8");
  await writeFile(program, compiled.replace("http://proxy.example:3128", `http://127.0.0.1:${proxy.port}`));
  const { stdout, stderr } = await cook("proxy", env);
  expect({ stdout, stderr }).toEqual({ stdout: "Ada\n", stderr: "" });
  expect(new Set(connections)).toEqual(new Set([new URL(sandbox.url).host]));
});

test("logging-and-tracing: a line for each call, and no secret", async () => {
  const { sandbox, env } = await start();
  const { stdout, stderr } = await cook("logging-and-tracing", env);
  expect(stderr).toBe("");
  const lines = stdout.trimEnd().split("\n");
  expect(lines.pop()).toBe("undefined");
  expect(lines.map((line) => JSON.parse(line) as object)).toMatchObject([
    { level: "info", method: "GET", path: "/me", status: 200 },
    { level: "warn", method: "GET", path: "/domain/zone/{zoneName}", status: 404 },
    { level: "error", error: { status: 404, queryId: expect.stringMatching(/^SANDBOX/) } },
  ]);
  for (const secret of Object.values(sandbox.credentials)) expect(stdout).not.toContain(secret);
});

test("logging-and-tracing: calls are traced by OpenTelemetry's conventions, a span an attempt", async () => {
  const sandboxes = await sandboxesOf(["ovh-eu"]);
  onTestFinished(() => closeAll(sandboxes));
  const [sandbox] = sandboxes.values();
  const preload = await preloaded(folder, "ovh-is-a-sandbox.mjs", "telemetry.mjs");
  const program = join(folder, "out/logging-and-tracing/tracing.js");
  const { stdout } = await runNode(folder, [...preload, program], { ...keysOf(sandbox!), ...redirectionTo(sandboxes) });
  const common = { "http.request.method": "GET", "server.address": "eu.api.ovh.com", "server.port": 443 };
  const [client, error] = [2, 2];
  expect(JSON.parse(stdout)).toEqual([
    {
      name: "GET /me",
      kind: client,
      status: { code: error },
      attributes: { ...common, "url.template": "/me", "http.response.status_code": 503, "error.type": "503" },
    },
    {
      name: "GET /me",
      kind: client,
      status: { code: 0 },
      attributes: {
        ...common,
        "url.template": "/me",
        "http.response.status_code": 200,
        "http.request.resend_count": 1,
      },
    },
    {
      name: "GET /domain/zone/{zoneName}",
      kind: client,
      status: { code: 0 },
      attributes: { ...common, "url.template": "/domain/zone/{zoneName}", "http.response.status_code": 200 },
    },
  ]);
});

test("testing: with Vitest", async () => {
  const vitest = join(inject("project"), "node_modules/vitest/vitest.mjs");
  const { status, stdout } = await runNode(join(folder, "testing"), [vitest, "run", "src"], { CI: "1", NO_COLOR: "1" });
  expect({ status, passed: /Tests +(.*)/.exec(stdout)?.[1] }).toEqual({ status: 0, passed: "3 passed (3)" });
});

describe("testing: with Jest", () => {
  const jest = join(inject("project"), "node_modules/jest/bin/jest.js");
  const args = [jest, "--ci", "--config", "jest.config.js", "test"];

  test("in its mode for ES modules", async () => {
    const { status, stderr } = await runNode(join(folder, "testing"), ["--experimental-vm-modules", ...args]);
    expect({ status, passed: /Tests: +(.*)/.exec(stderr)?.[1] }).toEqual({ status: 0, passed: "1 passed, 1 total" });
  });

  test("not in its default one, as the recipe says", async () => {
    const { status, stderr } = await runNode(join(folder, "testing"), args);
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: expect.stringContaining("Must use import to load ES Module"),
    });
  });
});

describe("commonjs", () => {
  test.each(["out/commonjs/src/commonjs.cjs", "commonjs/src/plain.cjs"])("%s runs", async (program) => {
    const { env } = await start();
    const run = await runNode(folder, [join(folder, program)], env);
    expect(run).toEqual({ status: 0, stdout: "Welcome Ada\n", stderr: "" });
  });

  test("does not work with a resolution that knows no exports, as the recipe says", async () => {
    const options = ["--module", "commonjs", "--moduleResolution", "node10", "--noEmit", "commonjs/src/commonjs.cts"];
    const { status, stdout } = await runNode(folder, [join(root, "node_modules/typescript-5.9/bin/tsc"), ...options]);
    expect({ status, stdout }).toEqual({
      status: 2,
      stdout: expect.stringContaining("Cannot find module '@ovh-typed/ovh-eu'"),
    });
  });
});

describe("workers-and-bundlers", () => {
  test("a worker runs without Node, as the file that the recipe's command makes", async () => {
    const sandboxes = await sandboxesOf(["ovh-eu"]);
    onTestFinished(() => closeAll(sandboxes));
    const [sandbox] = sandboxes.values();
    const command = /^npx esbuild (.*)$/m.exec(await read("docs/recipes/workers-and-bundlers.md"))![1]!;
    const project = createRequire(join(inject("project"), "package.json"));
    const esbuild = (args: string) =>
      runNode(join(folder, "workers-and-bundlers"), [project.resolve("esbuild/bin/esbuild"), ...args.split(" ")]);
    expect(await esbuild(command)).toMatchObject({ status: 0 });
    // The runtime takes scripts; a worker is given to it as a module.
    await esbuild("worker.js --bundle --format=iife --global-name=worker --outfile=script.js");
    const script = await readFile(join(folder, "workers-and-bundlers/script.js"), "utf8");
    expect(gzipSync(await readFile(join(folder, "workers-and-bundlers/worker.js"))).length).toBeLessThan(37_000);

    const { EdgeVM } = project("@edge-runtime/vm") as { EdgeVM: new () => { evaluate<T>(code: string): T } };
    const runtime = new EdgeVM();
    expect(runtime.evaluate("[typeof process, typeof require, typeof Buffer]")).toEqual([
      "undefined",
      "undefined",
      "undefined",
    ]);
    const redirect = runtime.evaluate<(origin: string, url: string) => void>(`
      const send = fetch;
      (origin, url) => { globalThis.fetch = (input, init) => send(String(input).replace(origin, url), init); }`);
    redirect(originOf("ovh-eu"), sandbox!.url);
    const answer = runtime.evaluate<(env: NodeJS.ProcessEnv) => Promise<string>>(
      `${script}; async (env) => (await worker.default.fetch(new Request("https://example.com/"), env)).text()`,
    );
    expect(JSON.parse(await answer(keysOf(sandbox!)))).toEqual({ firstname: "Ada" });
    expect(sandbox!.requests.at(-1)).toMatchObject({ path: "/me", status: 200 });
  });
});
