// pnpm schemas:pull: pulls schemas as `ovh-typed schema pull` does, with its arguments, and writes what follows from a pin
// that has changed: what its region's package says of itself, and its changeset. Of endpoints that are named it is these,
// else all that are pinned.
import { join } from "node:path";
import { args, buildOnly, command, commandPackages, install, requireNode, root, run } from "./workspace.mjs";

requireNode();
await buildOnly(await install(), ...commandPackages, "@ovh-typed/release");
process.exitCode = await run(process.execPath, [command, "schema", "pull", ...args]);
if (process.exitCode === 0) {
  const { endpoints } = await import("@ovh-typed/core");
  const named = args.filter((arg) => Object.hasOwn(endpoints, arg));
  for (const script of ["add-region.mjs", "changesets.mjs"]) {
    if (process.exitCode === 0)
      process.exitCode = await run(process.execPath, [join(root, "scripts", script), ...named]);
  }
}
