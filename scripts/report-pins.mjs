// Says in Markdown what has changed of the pins since a revision, and what that makes of versions; nothing where no pin
// has changed:
//
//   node scripts/report-pins.mjs origin/main
import { build, install, requireNode, root } from "./workspace.mjs";

const base = process.argv.slice(2).find((arg) => arg !== "--");
if (base === undefined) throw new Error("Name the revision to compare with, such as origin/main.");
requireNode();
await build(await install(), "--only", "--filter=@ovh-typed/codegen", "--filter=@ovh-typed/release");
const { reportPins } = await import("@ovh-typed/release");
process.stdout.write((await reportPins(root, base)) ?? "");
