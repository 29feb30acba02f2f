import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { buildModules } from "./support/built.js";
import { keys } from "./support/keys.js";

/** Makes one signed call, parameters and all, and prints the modules of which a function ran meanwhile. */
const program = `
import { Session } from "node:inspector/promises";
import { createClient } from "./index.js";

const answers = { time: "1457018875", record: '{"id":12}' };
const fetch = async (url) => new Response(url.endsWith("/auth/time") ? answers.time : answers.record);
const ovh = createClient({ endpoint: "ovh-eu", ...${JSON.stringify(keys)}, fetch });
const session = new Session();
session.connect();
await session.post("Profiler.enable");
await session.post("Profiler.startPreciseCoverage", { callCount: true });
const { data } = await ovh.GET("/domain/zone/{zoneName}/record/{id}", {
  params: { path: { zoneName: "example.com", id: 12 }, query: { a: "b" } },
});
const { result } = await session.post("Profiler.takePreciseCoverage");
const ran = result.filter(({ functions }) => functions.some(({ ranges }) => ranges[0].count > 0));
const own = new URL(".", import.meta.url).href;
const files = ran.map(({ url }) => url).filter((url) => url.startsWith(own) && url !== import.meta.url);
console.log(JSON.stringify({ data, files: files.map((url) => url.slice(own.length)) }));
process.exit();
`;

it("a signed GET reads through at most 21 files", async () => {
  const folder = await buildModules();
  await writeFile(join(folder, "program.mjs"), program);
  const { stdout } = await promisify(execFile)(process.execPath, [join(folder, "program.mjs")]);
  const { data, files } = JSON.parse(stdout) as { data: unknown; files: string[] };
  expect(data).toEqual({ id: 12 });
  const own = files.filter((file) => !file.includes("node_modules")).map((file) => file.replace(/\.js$/, ".ts"));
  // The way of a call as CONTRIBUTING tells it: what is more than this has to be told there, or left out.
  expect(own.sort()).toEqual([
    "body.ts",
    "call/answer.ts",
    "call/attempt.ts",
    "call/call.ts",
    "call/engine.ts",
    "call/hooks.ts",
    "call/limits.ts",
    "call/prepare.ts",
    "call/retry.ts",
    "call/send.ts",
    "call/tables.ts",
    "call/text.ts",
    "call/url.ts",
    "create-client.ts",
    "deadline.ts",
    "endpoints/base-url.ts",
    "endpoints/route.ts",
    "own-properties.ts",
    "platform.ts",
    "proof/clock.ts",
    "proof/signature.ts",
  ]);
  expect(own.length).toBeLessThanOrEqual(21);
  const contributing = await readFile(new URL("../../../CONTRIBUTING.md", import.meta.url), "utf8");
  for (const file of own) expect(contributing).toContain(`${basename(file)}\``);
});
