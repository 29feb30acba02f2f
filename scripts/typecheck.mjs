// Type-checks the package in the current folder, and with the older compilers that its users may have what they get.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

let failed = false;
const projects = {
  typescript: "tsconfig.json",
  "typescript-6.0": "tsconfig.types.json",
  "typescript-5.9": "tsconfig.types.json",
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
