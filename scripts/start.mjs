// npm start: installs, builds what the demo needs, and runs it with the arguments given (npm start -- --help).
import { join } from "node:path";
import { build, install, requireNode, root, run } from "./workspace.mjs";

requireNode();
const env = await install();
await build(env, "--filter=@ovh-typed/demo");
console.error("");
process.exitCode = await run(process.execPath, [join(root, "packages/demo/dist/main.js"), ...process.argv.slice(2)]);
