// Type-checks the package in the current folder. What users get of the largest, which has in it what all others have, is
// checked with the oldest compiler too that they may have; `--older` checks any with all of these.
import { spawnSync } from "node:child_process";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";

let failed = false;
const withAll = process.argv.includes("--older");
const withOldest = withAll || basename(process.cwd()) === "ovh-eu";
const projects = {
  typescript: "tsconfig.json",
  ...(withAll && { "typescript-6.0": "tsconfig.types.json" }),
  ...(withOldest && { "typescript-5.9": "tsconfig.types.json" }),
};
for (const [compiler, project] of Object.entries(projects)) {
  const tsc = fileURLToPath(new URL(`../node_modules/${compiler}/bin/tsc`, import.meta.url));
  const { status } = spawnSync(process.execPath, [tsc, "-p", project], { stdio: "inherit" });
  if (status !== 0) {
    console.error(`${compiler} found the errors above.`);
    failed = true;
  }
}
if (failed) process.exitCode = 1;
