import { mkdir, mkdtemp, readdir, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { isMissing, isThere } from "./read-file.js";

/** Where a folder lies while another takes its place. */
function asideOf(folder: string): string {
  return join(dirname(folder), `.${basename(folder)}.replaced`);
}

/**
 * Makes a folder for what is to take the place of others beside it, and removes it in the end. A program that is killed
 * leaves it behind: it goes with the next.
 *
 * @param parent The folder that it is made in, on the same disk as what is to be replaced.
 */
export async function withStaging(parent: string, use: (staging: string) => Promise<void>): Promise<void> {
  await mkdir(parent, { recursive: true });
  for (const name of await readdir(parent)) {
    const [, pid] = /^\.staging-(\d+)-/.exec(name) ?? [];
    if (pid !== undefined && !isRunning(Number(pid))) await rm(join(parent, name), { recursive: true, force: true });
  }
  const staging = await mkdtemp(join(parent, `.staging-${process.pid}-`));
  try {
    await use(staging);
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== "ESRCH";
  }
}

/**
 * Puts a folder in the place of another, of which all or nothing is left: it is moved aside, and removed only when the
 * new one is there. A program that is killed in between leaves it aside, where {@link restoreFolder}, which is called
 * first, finds it.
 *
 * @param staged The new folder, on the same disk.
 */
export async function replaceFolder(staged: string, folder: string): Promise<void> {
  const aside = asideOf(folder);
  await restoreFolder(folder);
  await rm(aside, { recursive: true, force: true });
  const wasThere = await renameIfThere(folder, aside);
  try {
    await rename(staged, folder);
  } catch (error) {
    if (wasThere) await renameIfThere(aside, folder);
    throw error;
  }
  await rm(aside, { recursive: true, force: true });
}

/** Undoes what a killed program began: the old folder comes back where there is no new one in its place. */
export async function restoreFolder(folder: string): Promise<void> {
  if (!(await isThere(folder))) await renameIfThere(asideOf(folder), folder);
}

/** Does so for every folder below another. */
export async function restoreFolders(parent: string): Promise<void> {
  const names = (await isThere(parent)) ? await readdir(parent) : [];
  for (const name of names) {
    const [, folder] = /^\.(.+)\.replaced$/.exec(name) ?? [];
    if (folder !== undefined) await restoreFolder(join(parent, folder));
  }
}

async function renameIfThere(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to);
    return true;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}
