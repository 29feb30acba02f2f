// npm test: installs, then lints, builds, type-checks and tests everything, and checks every package as it would be
// published. It ends with how many steps and how many tests passed. Arguments go to turbo: npm test -- --force
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { install, requireNode, root, run, tool } from "./workspace.mjs";

const tasks = ["build", "typecheck", "test", "check:package"];
/** Where turbo writes what became of each task. */
const summaries = join(root, ".turbo", "runs");
const packages = readdirSync(join(root, "packages"));
const resultsOf = (name) => join(root, "packages", name, ".vitest", "results.json");

requireNode();
const env = await install();

const steps = [
  await step("lint", "oxlint", ["--deny-warnings"]),
  await step("format", "oxfmt", ["--check"]),
  await step("unused", "knip", []),
  ...(await packageSteps()),
  await step("metadata", "node", ["scripts/package-metadata.mjs", "--check"]),
  await step("regions", "node", ["scripts/add-region.mjs", "--check"]),
];

for (const name of new Set(steps.map(({ name }) => name))) console.log(describe(name));
const failed = steps.filter((step) => !step.passed);
for (const { id, outcome } of failed) console.log(`  ${id} ${outcome}`);
const tests = countTests();
console.log(`\nsteps: ${steps.length - failed.length} passed, ${failed.length} failed`);
console.log(`tests: ${tests.passed} passed, ${tests.failed} failed, ${tests.skipped} skipped`);
process.exitCode = failed.length === 0 && tests.passed > 0 ? 0 : 1;

/** Runs a tool over the whole workspace. */
async function step(name, command, args) {
  console.log(`\n${[command, ...args].join(" ")}`);
  const program = command === "node" ? process.execPath : tool(command);
  const passed = (await run(program, args, { env })) === 0;
  return { id: name, name, passed, outcome: passed ? "passed" : "failed" };
}

/** Runs the tasks of every package, as many at a time as there are processors, and past failures. */
async function packageSteps() {
  rmSync(summaries, { recursive: true, force: true });
  for (const name of packages) rmSync(resultsOf(name), { force: true });
  const options = ["--continue", "--concurrency=100%", "--output-logs=errors-only", "--summarize"];
  const command = ["run", ...tasks, ...options, ...process.argv.slice(2)];
  console.log(`\nturbo ${command.join(" ")}`);
  const status = await run(tool("turbo"), command, { env });
  const found = readSummary();
  // Turbo has failed in another way than by a task: it has said how.
  if (status !== 0 && found.every(({ passed }) => passed)) {
    return [...found, { id: "turbo", name: "turbo", passed: false, outcome: `exited with ${status}` }];
  }
  return found;
}

function readSummary() {
  let files = [];
  try {
    files = readdirSync(summaries);
  } catch {
    return [];
  }
  const all = files.flatMap((file) => JSON.parse(readFileSync(join(summaries, file), "utf8")).tasks);
  return all
    .filter(({ task, command }) => tasks.includes(task) && command !== "<NONEXISTENT>")
    .map(({ taskId, task, execution }) => {
      const passed = execution !== undefined && execution.exitCode === 0;
      const outcome = execution === undefined ? "did not run: something it needs failed" : "failed";
      return { id: taskId, name: task, passed, outcome };
    });
}

/** The tests of all packages, as vitest or, where nothing had changed, turbo's cache wrote them; none of a package whose tests could not begin. */
function countTests() {
  const results = packages
    .map(resultsOf)
    .filter((file) => existsSync(file))
    .map((file) => JSON.parse(readFileSync(file, "utf8")));
  const sum = (key) => results.reduce((total, result) => total + result[key], 0);
  return { passed: sum("numPassedTests"), failed: sum("numFailedTests"), skipped: sum("numPendingTests") };
}

function describe(name) {
  const own = steps.filter((step) => step.name === name);
  const passed = own.filter((step) => step.passed).length;
  return `${name.padEnd(14)} ${passed} of ${own.length} passed`;
}
