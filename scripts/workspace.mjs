// Installs and builds the workspace on a machine that has Node and npm, and perhaps nothing else.
//
// Written for older Nodes too, so that they get as far as saying what is missing.
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { constants } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("..", import.meta.url));

const { engines, packageManager } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const isWindows = process.platform === "win32";

/** Ends the process with a sentence when this Node is older than package.json asks for. */
export function requireNode() {
  const [wanted, found] = [engines.node.replace(">=", ""), process.versions.node];
  const [major, minor] = wanted.split(".").map(Number);
  const [foundMajor, foundMinor] = found.split(".").map(Number);
  if (foundMajor > major || (foundMajor === major && foundMinor >= minor)) return;
  console.error(`Node ${wanted} or newer is needed, and this is Node ${found}: see https://nodejs.org/en/download`);
  process.exit(1);
}

/** Starts a program in the workspace, hands signals on to it, and resolves to its exit status. */
export function run(command, args, { env = process.env, stdio = "inherit", onOutput = () => {} } = {}) {
  return new Promise((resolve, reject) => {
    // What npm installs on Windows are scripts, which only a shell can start.
    const shell = isWindows && command !== process.execPath;
    const child = spawn(command, args, { cwd: root, env, stdio, shell });
    const pass = (signal) => child.kill(signal);
    process.on("SIGINT", pass).on("SIGTERM", pass);
    for (const stream of [child.stdout, child.stderr]) if (stream !== null) stream.on("data", onOutput);
    child.once("error", reject);
    child.once("close", (status, signal) => {
      process.off("SIGINT", pass).off("SIGTERM", pass);
      // As a shell counts a program that a signal ended.
      resolve(status === null ? 128 + constants.signals[signal] : status);
    });
  });
}

/** Runs a program that has nothing to say unless it fails; then the process ends with its output and status. */
async function runQuietly(command, args, env) {
  const output = [];
  const options = { env, stdio: ["ignore", "pipe", "pipe"], onOutput: (chunk) => output.push(chunk) };
  const status = await run(command, args, options);
  const text = Buffer.concat(output).toString();
  if (status === 0) return text;
  console.error(`${text}\n${[command, ...args].join(" ")} failed, as said above.`);
  process.exit(status);
}

/**
 * Brings the pnpm that package.json names, and installs what the lockfile says.
 *
 * @returns the environment for the tools of the workspace, pnpm and turbo among them
 */
export async function install() {
  console.error("Installing …");
  // npm keeps the pnpm in its cache and puts it on the PATH of what it starts.
  const npmExec = ["exec", "--yes", "--loglevel=error", `--package=${packageManager}`, "--"];
  const path = await runQuietly("npm", [...npmExec, "node", "-p", "process.env.PATH"], process.env);
  const env = { ...process.env, PATH: path.trim(), TURBO_TELEMETRY_DISABLED: "1", DO_NOT_TRACK: "1" };
  // In CI mode pnpm asks no questions.
  await runQuietly("pnpm", ["install", "--frozen-lockfile"], { ...env, CI: "true" });
  return env;
}

/** A tool that is installed in the workspace. */
export function tool(name) {
  return join(root, "node_modules", ".bin", isWindows ? `${name}.cmd` : name);
}

/** What a script is told. pnpm hands on the -- that separates its own arguments, npm does not. */
export const args = process.argv.slice(2).filter((arg) => arg !== "--");

/** The workspace's own command, and what has to be built for it: nothing that is made from the pins, one of which may be broken. */
export const command = join(root, "packages/cli/dist/main.js");
export const commandPackages = ["@ovh-typed/core", "@ovh-typed/codegen", "@ovh-typed/sandbox", "ovh-typed"];

/** Builds these packages and none that they need. */
export async function buildOnly(env, ...names) {
  await build(env, "--only", ...names.map((name) => `--filter=${name}`));
}

/** Builds what is named by turbo's arguments, saying nothing unless it fails. */
export async function build(env, ...args) {
  console.error("Building …");
  await runQuietly(tool("turbo"), ["run", "build", "--concurrency=100%", "--output-logs=errors-only", ...args], env);
}
