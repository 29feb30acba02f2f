import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { resolveEndpoint } from "@ovh-typed/core";
import { createSandbox, type Sandbox } from "@ovh-typed/sandbox";
import { Redis } from "ioredis";
import { Server as ProxyServer } from "proxy-chain";
import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { allowOnPage } from "../src/allow-on-page.js";

const run = promisify(execFile);
const folder = fileURLToPath(new URL("generated/readme", import.meta.url));
const compiler = fileURLToPath(new URL("../../../scripts/tsc.mjs", import.meta.url));
const preload = new URL("fixtures/ovh-is-a-sandbox.mjs", import.meta.url).href;

/** The READMEs whose examples are compiled. */
const readmes = [
  "../../../README.md",
  "../../../docs/failures.md",
  "../../../docs/lists.md",
  "../../../docs/schemas.md",
  "../../core/README.md",
  "../../codegen/README.md",
  "../../sandbox/README.md",
];
/** These would pull from OVH, or stand for keys with an ellipsis, or need a server, and are run by other tests. */
const notRun = /from "@ovh-typed\/codegen"|"[A-Z.]*…"|createServer|pooledFetch|opentelemetry|ioredis/;

const examples = (
  await Promise.all(
    readmes.map(async (readme) => {
      const text = await readFile(new URL(readme, import.meta.url), "utf8");
      return [...text.matchAll(/^```ts\n([^]*?)^```/gm)].map((match, index) => ({
        name: `${readme.replaceAll("../", "").replaceAll("/", "-").replace(".md", "")}-${index + 1}`,
        code: match[1]!,
      }));
    }),
  )
).flat();

beforeAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await Promise.all(examples.map(({ name, code }) => writeFile(join(folder, `${name}.ts`), `export {};\n${code}`)));
  const options = { outDir: "out", rootDir: ".", declaration: false, noUnusedLocals: false };
  const config = { extends: "../../../../../tsconfig.base.json", compilerOptions: options, include: ["*.ts"] };
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify(config));
});

describe("the READMEs' examples", () => {
  test("are there", () => {
    expect(examples.length).toBeGreaterThan(8);
  });

  test("compile", async () => {
    await expect(run(process.execPath, [compiler, "-p", folder])).resolves.toMatchObject({ stdout: "" });
  });

  test.each(examples.filter(({ code }) => !notRun.test(code)))("$name runs, against a sandbox", async ({ name }) => {
    const program = join(folder, "out", `${name}.js`);
    const { stdout, stderr } = await run(process.execPath, ["--import", preload, program], {
      env: await startSandboxes(),
      timeout: 60_000,
    });
    expect(stderr).toBe("");
    expect(stdout).not.toBe("");
  });
});

test("the server serves customers of two regions, whose keys are stored and revoked", async () => {
  const { name } = examples.find(({ code }) => code.includes("createServer"))!;
  const sandboxes = await sandboxesByOrigin();
  const home = await mkdtemp(join(tmpdir(), "ovh-typed-server-"));
  onTestFinished(() => rm(home, { recursive: true }));
  const sections = ["ovh-eu", "ovh-ca"].map((endpoint) => {
    const { applicationKey, applicationSecret } = sandboxes.get(originOf(endpoint))!.credentials;
    return `[${endpoint}]\napplication_key=${applicationKey}\napplication_secret=${applicationSecret}\n`;
  });
  await writeFile(join(home, ".ovh.conf"), sections.join(""), { mode: 0o600 });
  const server = spawn(process.execPath, ["--import", preload, join(folder, "out", `${name}.js`)], {
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
    const link = new URL(await page(`/connect?customer=${customer}&region=${region}`));
    expect(await page(`/welcome?customer=${customer}`)).toMatch(/GET \/me was answered 403/);
    const { url } = sandboxes.get(originOf(`ovh-${region}`))!;
    await allowOnPage(url + link.pathname + link.search);
  }
  const greetings = await Promise.all(["ada", "grace"].map((customer) => page(`/welcome?customer=${customer}`)));
  expect(greetings).toEqual(["Welcome Ada", "Welcome Ada"]);
  expect(await page("/disconnect?customer=ada")).toBe("Goodbye");
  expect(await page("/welcome?customer=ada")).toBe("Nobody has connected by that name.");
  expect(await page("/welcome?customer=grace")).toBe("Welcome Ada");
  expect(await page("/connect?customer=eve&region=us")).toBe("The region is eu or ca.");
});

function originOf(endpoint: string): string {
  return new URL(resolveEndpoint(endpoint).hosts.released.baseUrl).origin;
}

test("a client sends through a proxy", async () => {
  const { name } = examples.find(({ code }) => code.includes("pooledFetch"))!;
  const sandbox = await createSandbox({ endpoint: "ovh-eu" });
  onTestFinished(() => sandbox.close());
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
  const program = join(folder, "out", `${name}.js`);
  const compiled = await readFile(program, "utf8");
  await writeFile(program, compiled.replace("http://proxy.example:3128", `http://127.0.0.1:${proxy.port}`));
  const { applicationKey, applicationSecret, consumerKey } = sandbox.credentials;
  const { stdout } = await run(process.execPath, [program], {
    env: {
      ...process.env,
      OVH_BASE_URL: sandbox.baseUrl,
      OVH_APPLICATION_KEY: applicationKey,
      OVH_APPLICATION_SECRET: applicationSecret,
      OVH_CONSUMER_KEY: consumerKey,
    },
    timeout: 60_000,
  });
  expect(stdout).toBe("Ada\n");
  expect(new Set(connections)).toEqual(new Set([new URL(sandbox.url).host]));
});

test("calls are traced by OpenTelemetry's conventions, a span an attempt", async () => {
  const { name } = examples.find(({ code }) => code.includes("opentelemetry"))!;
  const telemetry = new URL("fixtures/telemetry.mjs", import.meta.url).href;
  const program = join(folder, "out", `${name}.js`);
  const { stdout } = await run(process.execPath, ["--import", preload, "--import", telemetry, program], {
    env: await startSandboxes(),
    timeout: 60_000,
  });
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

const hasRedis = await run("redis-server", ["--version"]).then(
  () => true,
  () => false,
);

test.skipIf(!hasRedis)("two processes share one limit (skipped without a redis-server)", async () => {
  const { name } = examples.find(({ code }) => code.includes("ioredis"))!;
  const home = await mkdtemp(join(tmpdir(), "ovh-typed-redis-"));
  const socket = join(home, "redis.sock");
  const redis = spawn("redis-server", ["--port", "0", "--unixsocket", socket, "--save", "", "--dir", home], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(async () => {
    const ended = once(redis, "exit");
    redis.kill();
    await ended;
    await rm(home, { recursive: true });
  });
  for await (const line of redis.stdout.setEncoding("utf8"))
    if (String(line).includes("ready to accept connections")) break;
  const program = join(folder, "out", `${name}.js`);
  const compiled = await readFile(program, "utf8");
  const env = { ...(await startSandboxes()), REDIS_URL: socket };
  const runBoth = async (rule: string): Promise<number> => {
    await writeFile(program, compiled.replace("points: 60, duration: 60", rule));
    const runs = await Promise.all(
      [1, 2].map(() => run(process.execPath, ["--import", preload, program], { env, timeout: 60_000 })),
    );
    expect(runs.map(({ stderr }) => stderr)).toEqual(["", ""]);
    // The list, and what is on it.
    return runs.reduce((calls, { stdout }) => calls + 1 + Number(stdout), 0);
  };
  // Three in any second: they wait, and come to their end.
  expect(await runBoth("points: 3, duration: 1")).toBeGreaterThan(6);
  const store = new Redis(socket);
  onTestFinished(() => store.disconnect());
  await store.flushall();
  // Both take from one account.
  const calls = await runBoth("points: 1000, duration: 3600");
  const accounts = await store.keys("ovh:*");
  expect(accounts).toHaveLength(1);
  expect(Number(await store.get(accounts[0]!))).toBe(calls);
});

/** A sandbox in place of each endpoint that the examples call. */
async function sandboxesByOrigin(): Promise<ReadonlyMap<string, Sandbox>> {
  const sandboxes = new Map<string, Sandbox>();
  for (const endpoint of ["ovh-eu", "ovh-ca", "soyoustart-eu"]) {
    const origin = originOf(endpoint);
    const sandbox = await createSandbox({ endpoint, publicUrl: origin });
    onTestFinished(() => sandbox.close());
    sandboxes.set(origin, sandbox);
  }
  return sandboxes;
}

/** What leads a program to them. */
function redirectionTo(sandboxes: ReadonlyMap<string, Sandbox>): NodeJS.ProcessEnv {
  return {
    OVH_SANDBOXES: JSON.stringify(Object.fromEntries([...sandboxes].map(([origin, { url }]) => [origin, url]))),
  };
}

/** Sandboxes for one example, which may log out of them; the environment that leads a program to them. */
async function startSandboxes(): Promise<NodeJS.ProcessEnv> {
  const sandboxes = await sandboxesByOrigin();
  const { applicationKey, applicationSecret, consumerKey } = sandboxes.get(originOf("ovh-eu"))!.credentials;
  return {
    ...process.env,
    ...redirectionTo(sandboxes),
    OVH_APPLICATION_KEY: applicationKey,
    OVH_APPLICATION_SECRET: applicationSecret,
    OVH_CONSUMER_KEY: consumerKey,
  };
}
