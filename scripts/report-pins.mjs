// Says in Markdown what has changed of the pins since a revision, and what that makes of versions; nothing where no pin
// has changed:
//
//   node scripts/report-pins.mjs origin/main
import { args, buildOnly, install, requireNode, root } from "./workspace.mjs";

const [base] = args;
if (base === undefined) throw new Error("Name the revision to compare with, such as origin/main.");
requireNode();
await buildOnly(await install(), "@ovh-typed/codegen", "@ovh-typed/release");
const { reportPins } = await import("@ovh-typed/release");
process.stdout.write((await reportPins(root, base)) ?? "");
