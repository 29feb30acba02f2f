// pnpm bench:diff: what comparing ovh-eu takes and what is found, beside the differs of OpenAPI documents that npm has, on
// documents of the same two captures. Those are installed for the time, outside of the workspace. Each run is a process of
// its own; one that takes longer than two minutes is ended. Fails where ours takes more than it may.
import { execFile, spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { mergedDocument, pull, readPin, regionApis } from "@ovh-typed/codegen";
import { readHistory } from "../history/history.mjs";
import { servePins } from "../history/serve.mjs";

const rounds = Number(process.argv[2] ?? 3);
const timeout = 120_000;
/** What ours may take of all of ovh-eu. */
const limit = { seconds: 2, megabytes: 500 };
const labels = ["2023-03", "2023-05"];
const command = fileURLToPath(new URL("../../cli/dist/main.js", import.meta.url));

/** Each tells how many differences it finds, how many of them break, and whether the one operation that breaks is there. */
const contenders = [
  {
    name: "ovh-typed schema diff",
    run: (folder, what) => [command, "schema", "diff", ...labels.map((label) => join(folder, what, label)), "--json"],
    found: (output) => {
      const { findings } = JSON.parse(output);
      const breaking = findings.filter(({ class: meaning }) => meaning.startsWith("breaking-"));
      const names = breaking.some(({ model, place }) => model === "hosting.web.Service" && place === "datacenter");
      return { differences: findings.length, breaking: breaking.length, names };
    },
  },
  {
    name: "@redocly/cli diff",
    version: "2.77.0",
    run: (folder, what) => [
      join(folder, "node_modules/@redocly/cli/bin/cli.js"),
      "diff",
      ...labels.map((label) => join(folder, what, `${label}.json`)),
      "--format=json",
      "--fail-on=none",
    ],
    found: (output) => {
      const { changes } = JSON.parse(output);
      const breaking = changes.filter(({ impact }) => impact === "major");
      return {
        differences: changes.length,
        breaking: breaking.length,
        names: breaking.some(
          ({ path }) => path.includes("/~1hosting~1web~1{serviceName}/get/") && path.includes("datacenter"),
        ),
      };
    },
  },
  {
    name: "api-smart-diff",
    version: "1.0.6",
    run: (folder, what) => [join(folder, "smart.mjs"), ...labels.map((label) => join(folder, what, `${label}.json`))],
    found: JSON.parse,
  },
  {
    // It reads no OpenAPI 3.1.
    name: "openapi-diff",
    version: "0.24.1",
    run: (folder, what) => [
      join(folder, "node_modules/openapi-diff/dist/cli.js"),
      ...labels.map((label) => join(folder, what, `${label}-3.0.json`)),
    ],
    found: (output) => {
      if (!output.includes("{")) return { differences: 0, breaking: 0, names: false };
      const found = JSON.parse(output.slice(output.indexOf("{"), output.lastIndexOf("}") + 1));
      const breaking = found.breakingDifferences ?? [];
      const all = [breaking, found.nonBreakingDifferences ?? [], found.unclassifiedDifferences ?? []];
      return {
        differences: all.flat().length,
        breaking: breaking.length,
        names: JSON.stringify(breaking).includes("datacenter"),
      };
    },
  },
];

const smart = `import { readFileSync } from "node:fs";
import { apiCompare } from "api-smart-diff";
const [before, after] = process.argv.slice(2).map((file) => JSON.parse(readFileSync(file, "utf8")));
const { diffs } = apiCompare(before, after);
const breaking = diffs.filter(({ type }) => type === "breaking");
const names = breaking.some(({ path }) => path.join(" ").includes("hosting.web.Service properties datacenter"));
console.log(JSON.stringify({ differences: diffs.length, breaking: breaking.length, names }));
`;

const folder = await mkdtemp(join(tmpdir(), "bench-diff-"));
try {
  await prepare();
  console.log(`ovh-eu, ${labels.join(" → ")}: 28 operations are gone, and one of those that are left breaks.\n`);
  console.log("| | differences | breaking | names the operation | seconds (median) | peak memory, MB |");
  console.log("| --- | --: | --: | --- | --: | --: |");
  for (const [what, title] of [
    ["all", "all of it"],
    ["api", "/hosting/web alone"],
  ]) {
    for (const contender of contenders) {
      const { cells, took } = await measureContender(contender, what);
      console.log(
        `| ${[contender.name, contender.version].filter(Boolean).join(" ")}, ${title} | ${cells.join(" | ")} |`,
      );
      if (contender.version === undefined && what === "all" && !isWithin(took)) process.exitCode = 1;
    }
  }
} finally {
  await rm(folder, { recursive: true });
}

function isWithin({ seconds, megabytes }) {
  return seconds <= limit.seconds && megabytes <= limit.megabytes;
}

/** Pins and documents of both captures, and what reads the latter. */
async function prepare() {
  const history = new Map((await readHistory("ovh-eu")).map(({ label, snapshot }) => [label, snapshot]));
  const pinned = (label) => history.get(label).apis.map(({ pin }) => pin);
  const ofApi = (label) => pinned(label).filter(({ api }) => api === "/hosting/web");
  const served = labels.flatMap((label) => [
    [`all-${label}/v1`, pinned(label)],
    [`api-${label}/v1`, ofApi(label)],
  ]);
  const { url, close } = await servePins(new Map(served));
  for (const what of ["all", "api"]) {
    for (const label of labels) {
      const target = { endpoint: label, version: "v1", base: `${url}/${what}-${label}/v1` };
      await pull({ schemas: join(folder, what), targets: [target] });
      const document = await documentOf(join(folder, what), label);
      await writeFile(join(folder, what, `${label}.json`), JSON.stringify(document));
      await writeFile(
        join(folder, what, `${label}-3.0.json`),
        JSON.stringify({ ...asOf30(document), openapi: "3.0.3" }),
      );
    }
  }
  close();
  await writeFile(join(folder, "smart.mjs"), smart);
  await writeFile(join(folder, "package.json"), "{}");
  const packages = contenders
    .filter(({ version }) => version)
    .map(({ name, version }) => `${name.split(" ")[0]}@${version}`);
  await promisify(execFile)("npm", ["install", "--ignore-scripts", "--no-audit", ...packages], {
    cwd: folder,
    timeout,
  });
}

async function documentOf(schemas, endpoint) {
  const apis = regionApis(await readPin(schemas, endpoint));
  const documents = new Map(apis.map(({ module, document }) => [module, document]));
  return mergedDocument({ endpoint, apis: [...documents.keys()], document: async (api) => documents.get(api) });
}

/** A schema of OpenAPI 3.1 in the words of 3.0, where there are any. */
function asOf30(value) {
  if (Array.isArray(value)) return value.map(asOf30);
  if (typeof value !== "object" || value === null) return value;
  const { propertyNames: _, ...rest } = value;
  const schema = Object.fromEntries(Object.entries(rest).map(([key, member]) => [key, asOf30(member)]));
  if (Array.isArray(schema.type)) return { ...schema, type: schema.type[0], nullable: true };
  if (schema.anyOf?.[1]?.type !== "null") return schema;
  const { anyOf, ...others } = schema;
  return { ...others, allOf: [anyOf[0]], nullable: true };
}

async function measureContender({ run, found }, what) {
  const runs = [];
  for (let round = 0; round < rounds; round++) {
    const measured = await measure(run(folder, what));
    if (measured.problem !== undefined) return { cells: [measured.problem, "", "", "", ""], took: measured };
    runs.push(measured);
  }
  const { differences, breaking, names } = found(runs[0].stdout);
  const took = {
    seconds: median(runs.map(({ seconds }) => seconds)),
    megabytes: median(runs.map(({ megabytes }) => megabytes)),
  };
  return { cells: [differences, breaking, names ? "yes" : "no", took.seconds.toFixed(1), took.megabytes], took };
}

/** Runs a program of Node's, and tells how long it took and how much memory it used at most. */
async function measure(args) {
  const report = 'process.on("exit", () => process.stderr.write(`\\npeak ${process.resourceUsage().maxRSS}\\n`))';
  const preload = `data:text/javascript,${encodeURIComponent(report)}`;
  const started = performance.now();
  const child = spawn(process.execPath, ["--import", preload, ...args], { cwd: folder, timeout });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (chunk) => (stdout += chunk));
  child.stderr.setEncoding("utf8").on("data", (chunk) => (stderr += chunk));
  const signal = await new Promise((resolve) => child.on("close", (_, ended) => resolve(ended)));
  const seconds = (performance.now() - started) / 1000;
  const peak = /peak (\d+)/.exec(stderr)?.[1];
  if (signal === "SIGTERM") return { problem: `ended after ${timeout / 1000} s` };
  if (peak === undefined)
    return {
      problem: stderr.includes("heap")
        ? `out of memory after ${seconds.toFixed(0)} s`
        : `failed: ${stderr.slice(-200)}`,
    };
  return { seconds, megabytes: Math.round(Number(peak) / 1000), stdout };
}

function median(values) {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)];
}
