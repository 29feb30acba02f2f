// pnpm sweep: all cases of what the tests look at a few of, package by package; `--tenth` takes one of ten, as
// continuous integration does. What follows goes to vitest: pnpm sweep gets
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { build, install, requireNode, root, run, tool } from "./workspace.mjs";

requireNode();
const args = process.argv.slice(2);
const env = { ...(await install()), SWEEP_STEP: args.includes("--tenth") ? "10" : "1" };
const packages = readdirSync(join(root, "packages")).filter((name) =>
  existsSync(join(root, "packages", name, "sweep", "vitest.config.ts")),
);
await build(env, ...packages.map((name) => `--filter=./packages/${name}`));
const filters = args.filter((arg) => arg !== "--tenth");
const statuses = [];
for (const name of packages) {
  const folder = join(root, "packages", name);
  const config = join(folder, "sweep", "vitest.config.ts");
  statuses.push(await run(tool("vitest"), ["run", "--root", folder, "--config", config, ...filters], { env }));
}
process.exitCode = Math.max(...statuses);
