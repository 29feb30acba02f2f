// Checks the package in the current folder as it would be published, with publint and are-the-types-wrong.
import { spawnSync } from "node:child_process";
import { readFile } from "node:fs/promises";

const { exports = {} } = JSON.parse(await readFile("package.json", "utf8"));

run("publint", ["run", "--strict"]);
// A command has nothing to import.
if ("." in exports) run("attw", ["--pack", ".", "--profile", "esm-only", "--format", "ascii", "--no-emoji"]);

function run(command, args) {
  const { status } = spawnSync(command, args, { stdio: "inherit", shell: process.platform === "win32" });
  if (status !== 0) process.exit(status ?? 1);
}
