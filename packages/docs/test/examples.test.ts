import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Sandbox } from "@ovh-typed/sandbox";
import { runNode } from "@ovh-typed/size/run-node";
import { Redis } from "ioredis";
import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test } from "vitest";
import { blocksOf, documentsIn, read } from "./support/documents.js";
import { compile, own } from "./support/project.js";
import { closeAll, keysOf, originOf, preloaded, redirectionTo, sandboxesOf } from "./support/sandboxes.js";

const folder = join(inject("project"), "examples");

/** These would pull from OVH, stand for keys with an ellipsis, or need a server; the last two are run by other tests. */
const notRun = /from "@ovh-typed\/codegen"|"[A-Z.]*…"|ioredis|proxy\.example/;

// Of the regions' READMEs one stands for all, which are written by one generator.
const packages = own.filter((name) => name !== "ovh-ca");
const documents = [
  "README.md",
  ...(await documentsIn("docs")),
  ...packages.map((name) => `packages/${name}/README.md`),
];

/** The programs of all documents but the recipes, which have a test of their own. */
const examples = (
  await Promise.all(
    documents.map(async (document) =>
      blocksOf(await read(document))
        .filter(({ language }) => language === "ts")
        .map(({ code }, index) => ({
          name: `${document.replaceAll("/", "-").replace(".md", "")}-${index + 1}`,
          code,
        })),
    ),
  )
).flat();

let preload: string[];
let sandboxes: ReadonlyMap<string, Sandbox>;

beforeAll(async () => {
  const files = new Map(examples.map(({ name, code }) => [`${name}.ts`, code]));
  await compile(folder, files);
  preload = await preloaded(folder, "ovh-is-a-sandbox.mjs");
  sandboxes = await sandboxesOf(["ovh-eu", "ovh-ca", "soyoustart-eu"], { allowKeys: true });
});

afterAll(() => closeAll(sandboxes));

/** What leads an example to sandboxes that are as they were at the start, but for keys: some examples log out. */
async function environment(): Promise<NodeJS.ProcessEnv> {
  const sandbox = sandboxes.get(originOf("ovh-eu"))!;
  await Promise.all([...sandboxes.values()].map((each) => each.reset()));
  return { ...redirectionTo(sandboxes), ...keysOf(sandbox) };
}

describe("the documents' examples", () => {
  test("are there", () => {
    expect(examples.length).toBeGreaterThan(30);
  });

  test.each(examples.filter(({ code }) => !notRun.test(code)))("$name runs, against a sandbox", async ({ name }) => {
    const program = join(folder, "out", `${name}.js`);
    const { status, stdout, stderr } = await runNode(folder, [...preload, program], await environment());
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).not.toBe("");
  });
});

const hasRedis = await promisify(execFile)("redis-server", ["--version"]).then(
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
  const env = { ...(await environment()), REDIS_URL: socket };
  const runBoth = async (rule: string): Promise<number> => {
    await writeFile(program, compiled.replace("points: 60, duration: 60", rule));
    const runs = await Promise.all([1, 2].map(() => runNode(folder, [...preload, program], env)));
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
