// pnpm release:publish: builds all packages, publishes those whose version is not on the registry yet, and tags them.
import { build, install, requireNode, run, tool } from "./workspace.mjs";

requireNode();
const env = await install();
await build(env);
process.exitCode = await run(tool("changeset"), ["publish"], { env });
