import { rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { isMissing } from "./read-file.js";

/** Where a folder lies while another takes its place. */
function asideOf(folder: string): string {
  return join(dirname(folder), `.${basename(folder)}.replaced`);
}

/**
 * Puts a folder in the place of another, of which all or nothing is left: it is moved aside, and removed only when the
 * new one is there. A program that is killed in between leaves it aside, where {@link restoreFolder}, which is called
 * first, finds it.
 *
 * @param staged The new folder, on the same disk.
 * @param also What has to succeed as well; where it does not, the old folder comes back.
 */
export async function replaceFolder(staged: string, folder: string, also?: () => Promise<void>): Promise<void> {
  const aside = asideOf(folder);
  const wasThere = await renameIfThere(folder, aside);
  try {
    await rename(staged, folder);
    await also?.();
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    if (wasThere) await rename(aside, folder);
    throw error;
  }
  await rm(aside, { recursive: true, force: true });
}

/** Finishes what a killed program began: the old folder comes back, or goes where the new one is in its place. */
export async function restoreFolder(folder: string): Promise<void> {
  const isThere = await stat(folder).then(
    () => true,
    (error: unknown) => {
      if (isMissing(error)) return false;
      throw error;
    },
  );
  if (isThere) await rm(asideOf(folder), { recursive: true, force: true });
  else await renameIfThere(asideOf(folder), folder);
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
