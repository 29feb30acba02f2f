// Measures generating all eight endpoints against openapi-typescript's own command on the same eight merged documents,
// each in processes of its own, in turn: node scripts/bench-generate.mjs [rounds]
import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { mergedDocument } from "@ovh-typed/codegen";
import { endpoints } from "@ovh-typed/core";

const root = fileURLToPath(new URL("..", import.meta.url));
const rounds = Number(process.argv[2] ?? 3);
const names = Object.keys(endpoints);
const codegen = join(root, "packages", "codegen");
const openapiTypescript = join(
  dirname(createRequire(join(codegen, "package.json")).resolve("openapi-typescript/package.json")),
  "bin",
  "cli.js",
);

const folder = await mkdtemp(join(tmpdir(), "bench-generate-"));
try {
  for (const name of names) {
    const module = join(root, "packages", name, "generated", "openapi.js");
    const { openapi } = await import(pathToFileURL(module).href);
    await writeFile(join(folder, `${name}.json`), JSON.stringify(await mergedDocument(openapi)));
  }
  const ours = { name: "ovh-typed", run: () => measure([generateProgram(folder)], "--input-type=module", "--eval") };
  const theirs = {
    name: "openapi-typescript",
    run: () =>
      sum(
        names.map(
          (name) => () =>
            measure([openapiTypescript, join(folder, `${name}.json`), "--output", join(folder, `${name}.ts`)]),
        ),
      ),
  };
  const results = new Map([ours, theirs].map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const { name, run } of [ours, theirs]) results.get(name).push(await run());
  }
  const table = Object.fromEntries(
    [...results].map(([name, runs]) => [
      name,
      {
        "seconds (median)": median(runs.map((run) => run.seconds)),
        "peak memory, MB": Math.max(...runs.map((run) => run.megabytes)),
      },
    ]),
  );
  console.table(table);
  const ratios = results.get(ours.name).map((run, index) => run.seconds / results.get(theirs.name)[index].seconds);
  console.log(`ovh-typed takes ${median(ratios)} of openapi-typescript's time (median of ${rounds}).`);
} finally {
  await rm(folder, { recursive: true });
}

function generateProgram(output) {
  const module = pathToFileURL(join(codegen, "dist", "index.js")).href;
  return `import { generateRegion } from ${JSON.stringify(module)};
    for (const endpoint of ${JSON.stringify(names)}) {
      await generateRegion({ schemas: ${JSON.stringify(join(root, "schemas"))}, endpoint, output: ${JSON.stringify(output)} + "/" + endpoint });
    }`;
}

/** Runs Node and tells how long it took and how much memory the kernel saw it use at most. */
async function measure(args, ...options) {
  const report = 'process.on("exit", () => process.stderr.write(`\\npeak ${process.resourceUsage().maxRSS}\\n`))';
  const preload = `data:text/javascript,${encodeURIComponent(report)}`;
  const started = performance.now();
  const child = spawn(process.execPath, ["--import", preload, ...options, ...args], {
    cwd: folder,
    stdio: ["ignore", "ignore", "pipe"],
  });
  let stderr = "";
  child.stderr.setEncoding("utf8").on("data", (chunk) => (stderr += chunk));
  const status = await new Promise((resolve) => child.on("close", resolve));
  const peak = /peak (\d+)/.exec(stderr)?.[1];
  if (status !== 0 || peak === undefined) throw new Error(`exit status ${status}: ${stderr}`);
  return { seconds: (performance.now() - started) / 1000, megabytes: Math.round(Number(peak) / 1000) };
}

async function sum(runs) {
  const total = { seconds: 0, megabytes: 0 };
  for (const run of runs) {
    const { seconds, megabytes } = await run();
    total.seconds += seconds;
    total.megabytes = Math.max(total.megabytes, megabytes);
  }
  return total;
}

function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  return Number(sorted[Math.floor(sorted.length / 2)].toFixed(2));
}
