// Type-checks the package in the current folder. What users get of the largest, which has in it what all others have, is
// checked with the older compilers too that they may have; `--older` does so in any.
import { spawnSync } from "node:child_process";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";

let failed = false;
const withOlder = basename(process.cwd()) === "ovh-eu" || process.argv.includes("--older");
const older = { "typescript-6.0": "tsconfig.types.json", "typescript-5.9": "tsconfig.types.json" };
const projects = { typescript: "tsconfig.json", ...(withOlder && older) };
for (const [compiler, project] of Object.entries(projects)) {
  const tsc = fileURLToPath(new URL(`../node_modules/${compiler}/bin/tsc`, import.meta.url));
  const { status } = spawnSync(process.execPath, [tsc, "-p", project], { stdio: "inherit" });
  if (status !== 0) {
    console.error(`${compiler} found the errors above.`);
    failed = true;
  }
}
if (failed) process.exitCode = 1;
