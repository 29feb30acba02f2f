// Type-checks the package in the current folder with every TypeScript that its users may have.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

let failed = false;
for (const compiler of ["typescript", "typescript-6.0", "typescript-5.9"]) {
  const tsc = fileURLToPath(new URL(`../node_modules/${compiler}/bin/tsc`, import.meta.url));
  const { status } = spawnSync(process.execPath, [tsc, "-p", "tsconfig.json"], { stdio: "inherit" });
  if (status !== 0) {
    console.error(`${compiler} found the errors above.`);
    failed = true;
  }
}
if (failed) process.exitCode = 1;
