// Runs this workspace's own ovh-typed command: node scripts/command.mjs schema pull ovh-eu --base http://…
import { args, buildOnly, command, commandPackages, install, requireNode, run } from "./workspace.mjs";

requireNode();
await buildOnly(await install(), ...commandPackages);
process.exitCode = await run(process.execPath, [command, ...args]);
