// Writes the changeset of each endpoint named (of all that are pinned when none is) whose pin is another than that of its
// package's last release: .changeset/pin-<endpoint>.md.
import { join } from "node:path";
import { pinnedEndpoints } from "@ovh-typed/codegen";
import { formatChangesetReport, writeChangesets } from "@ovh-typed/release";
import { args, root } from "./workspace.mjs";

const endpoints = args.length > 0 ? args : await pinnedEndpoints(join(root, "schemas"));
for (const report of await writeChangesets(root, endpoints)) console.log(formatChangesetReport(report));
