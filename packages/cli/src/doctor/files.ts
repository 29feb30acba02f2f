import { stat } from "node:fs/promises";
import { homedir } from "node:os";
import { join, resolve } from "node:path";

/** A configuration file, and who may read it. */
export interface FoundFile {
  readonly path: string;
  /** The permissions as `chmod` takes them, `600`; undefined where the system has none. */
  readonly mode: string | undefined;
  /** What is wrong with it. */
  readonly problem: string | undefined;
}

/** Those of the configuration files that exist, the highest first. */
export async function findFiles(chosen: string | undefined): Promise<FoundFile[]> {
  const paths =
    chosen === undefined ? [resolve("ovh.conf"), join(homedir(), ".ovh.conf"), "/etc/ovh.conf"] : [resolve(chosen)];
  const found: FoundFile[] = [];
  for (const path of paths) {
    const stats = await stat(path).catch(() => undefined);
    if (stats === undefined) continue;
    const hasModes = process.platform !== "win32";
    const open = hasModes && stats.isFile() ? rightsOf(stats.mode) : "";
    found.push({
      path,
      mode: hasModes ? (stats.mode & 0o777).toString(8) : undefined,
      problem: open === "" ? undefined : `${path} can be ${open} by others than its owner: run chmod 600 ${path}.`,
    });
  }
  return found;
}

/** What others than the owner may do with a file of this mode. */
function rightsOf(mode: number): string {
  const bits = { read: 0o044, changed: 0o022 };
  return Object.entries(bits)
    .flatMap(([right, bit]) => ((mode & bit) === 0 ? [] : right))
    .join(" and ");
}
