// pnpm release:version: turns changesets into versions and changelogs, and writes down which schemas the new versions of
// the regions' packages have.
import { join } from "node:path";
import { buildOnly, install, requireNode, root, run, tool } from "./workspace.mjs";

requireNode();
const env = await install();
await buildOnly(env, "@ovh-typed/core", "@ovh-typed/codegen", "@ovh-typed/release");
process.exitCode = await run(tool("changeset"), ["version"], { env });
if (process.exitCode === 0) {
  const { pinnedEndpoints } = await import("@ovh-typed/codegen");
  const { recordReleases } = await import("@ovh-typed/release");
  await recordReleases(root, await pinnedEndpoints(join(root, "schemas")));
  process.exitCode = await run(process.execPath, [join(root, "scripts", "add-region.mjs")]);
}
