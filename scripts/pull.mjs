// pnpm schemas:pull: pulls schemas as `ovh-typed schema pull` does, with its arguments, and writes what follows from a pin
// that has changed: what its region's package says of itself, and its changeset. Of endpoints that are named it is these,
// else all that are pinned.
import { join } from "node:path";
import { build, install, requireNode, root, run } from "./workspace.mjs";

/** Nothing that is made from the pins: the command has to run when a pin is broken. */
const packages = ["@ovh-typed/core", "@ovh-typed/codegen", "@ovh-typed/sandbox", "ovh-typed", "@ovh-typed/release"];

// pnpm hands on the -- that separates its own arguments, npm does not.
const args = process.argv.slice(2).filter((arg) => arg !== "--");

requireNode();
const env = await install();
await build(env, "--only", ...packages.map((name) => `--filter=${name}`));
process.exitCode = await run(process.execPath, [join(root, "packages/cli/dist/main.js"), "schema", "pull", ...args]);
if (process.exitCode === 0) {
  const { endpoints } = await import("@ovh-typed/core");
  const named = args.filter((arg) => Object.hasOwn(endpoints, arg));
  for (const script of ["add-region.mjs", "changesets.mjs"]) {
    if (process.exitCode === 0)
      process.exitCode = await run(process.execPath, [join(root, "scripts", script), ...named]);
  }
}
