import { join } from "node:path";
import {
  diffSchemas,
  formatMarkdown,
  pinnedEndpoints,
  readRevision,
  readSnapshots,
  type Snapshot,
} from "@ovh-typed/codegen";
import { proveBump } from "../version/prove-bump.js";

/** As many operations and models of a class as a comment can bear. */
const most = 20;

/** GitHub takes 65,536 characters. */
const longest = 60_000;

/**
 * Says in Markdown what has changed of the pins since a revision, region by region, and what that makes of their versions.
 *
 * @param root The repository.
 * @param base `origin/main`.
 * @returns undefined where no pin has changed.
 */
export async function reportPins(root: string, base: string): Promise<string | undefined> {
  const older = (await readRevision({ name: `${base}:schemas`, cwd: root })) ?? [];
  const sections: string[] = [];
  for (const endpoint of await pinnedEndpoints(join(root, "schemas"))) {
    const before = older.find((snapshot) => snapshot.endpoint === endpoint);
    const [after] = await readSnapshots(join(root, "schemas", endpoint));
    sections.push(...(before === undefined ? [`## ${endpoint} is new`] : await compare(before, after!)));
  }
  if (sections.length === 0) return undefined;
  const report = `${sections.join("\n\n")}\n`;
  return report.length <= longest
    ? report
    : `${report.slice(0, longest)}\n\n… and more: \`pnpm schemas:diff ${base}\`\n`;
}

async function compare(before: Snapshot, after: Snapshot): Promise<string[]> {
  const diff = diffSchemas([before], [after]);
  if (diff.findings.length === 0) return [];
  // As semantic versions say it, whichever the package has now.
  const { bump, judged } = await proveBump(before, after, diff, "1.0.0");
  return [`## ${after.endpoint}: ${bump} changes`, formatMarkdown(diff, { most }).trimEnd(), fenced(judged)];
}

/** Text as it is, in a fence that it cannot end. */
function fenced(text: string): string {
  const run = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = "`".repeat(run + 1);
  return `${fence}text\n${text}\n${fence}`;
}
