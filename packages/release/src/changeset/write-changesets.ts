import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { diffSchemas, readManifest, readSnapshots } from "@ovh-typed/codegen";
import type { Bump } from "../version/bump-rules.js";
import { proveBump } from "../version/prove-bump.js";
import { type Changeset, formatChangeset, isUntouched, statedBump } from "./file.js";
import { releasedPin } from "./released.js";
import { describePin } from "./text.js";

/** What has become of the changeset of a region's pin. */
export interface ChangesetReport {
  readonly endpoint: string;
  /** Relative to the repository. */
  readonly file: string;
  /** `kept`: somebody has edited it. `none`: the pin is that of the last release. */
  readonly outcome: "written" | "unchanged" | "removed" | "kept" | "none";
  /** What the changes of the pin deserve. */
  readonly bump: Bump | undefined;
  /** What a changeset that was kept says. */
  readonly stated?: Bump | undefined;
  /** What the compiler says, and where the diff says something else; undefined before the first release. */
  readonly judged?: string;
}

/**
 * Writes the changeset of each region whose pin is another than that of its package's last release, or writes it anew:
 * it says all that has changed since then, however many pulls that were.
 *
 * @param root The repository.
 */
export async function writeChangesets(root: string, endpoints: readonly string[]): Promise<ChangesetReport[]> {
  const reports: ChangesetReport[] = [];
  for (const endpoint of endpoints) {
    const { changeset, judged } = await changesetOf(root, endpoint);
    const report = await write(root, endpoint, changeset);
    reports.push({ ...report, ...(judged !== undefined && { judged }) });
  }
  return reports;
}

async function changesetOf(root: string, endpoint: string): Promise<{ changeset?: Changeset; judged?: string }> {
  const manifest = await readManifest(join(root, "schemas"), endpoint);
  const packageJson = await readFile(join(root, "packages", endpoint, "package.json"), "utf8");
  const { name, version } = JSON.parse(packageJson) as { name: string; version: string };
  const before = await releasedPin(root, endpoint, version);
  if (before === undefined) {
    return { changeset: { name, bump: "minor", text: describePin({ manifest, diff: undefined, broken: [] }) } };
  }
  const [after] = await readSnapshots(join(root, "schemas", endpoint));
  const diff = diffSchemas([before], [after!]);
  if (diff.findings.length === 0) return {};
  const { bump, broken, judged } = await proveBump(before, after!, diff, version);
  return { changeset: { name, bump: bump!, text: describePin({ manifest, diff, broken }) }, judged };
}

async function write(root: string, endpoint: string, changeset: Changeset | undefined): Promise<ChangesetReport> {
  const file = join(".changeset", `pin-${endpoint}.md`);
  const path = join(root, file);
  const found = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  const report = { endpoint, file, bump: changeset?.bump };
  if (found !== undefined && !isUntouched(found)) {
    return { ...report, outcome: "kept", stated: statedBump(found, `@ovh-typed/${endpoint}`) };
  }
  if (changeset === undefined) {
    if (found !== undefined) await rm(path);
    return { ...report, outcome: found === undefined ? "none" : "removed" };
  }
  const content = formatChangeset(changeset);
  if (content === found) return { ...report, outcome: "unchanged" };
  await writeFile(path, content);
  return { ...report, outcome: "written" };
}
