// Runs this workspace's own ovh-typed command: node scripts/command.mjs schema pull ovh-eu --base http://…
import { join } from "node:path";
import { build, install, requireNode, root, run } from "./workspace.mjs";

/** Nothing that is made from the pins: the command has to run when a pin is broken. */
const packages = ["@ovh-typed/core", "@ovh-typed/codegen", "@ovh-typed/sandbox", "ovh-typed"];

// pnpm hands on the -- that separates its own arguments, npm does not.
const args = process.argv.slice(2).filter((arg) => arg !== "--");

requireNode();
const env = await install();
await build(env, "--only", ...packages.map((name) => `--filter=${name}`));
process.exitCode = await run(process.execPath, [join(root, "packages/cli/dist/main.js"), ...args]);
