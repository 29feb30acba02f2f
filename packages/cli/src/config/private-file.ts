import { constants } from "node:fs";
import { access, chmod, mkdir, open, readFile, readlink, realpath, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { RefusedError } from "../refused-error.js";

/** The text of a file; empty where there is none. */
async function readIfThere(file: string): Promise<string> {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(await readFile(file));
  } catch (error) {
    if (isMissing(error)) return "";
    if (error instanceof TypeError) throw new RefusedError(`${file} is not UTF-8 text: mend it, or name another file.`);
    throw error;
  }
}

/** Refuses a file that could not be written later on, when it would be too late. */
export async function refuseReadOnly(file: string): Promise<void> {
  if (!(await isWritable(file))) throw new RefusedError(`${file} cannot be written: name another file with --config.`);
}

/** Whether a file could be replaced, or made. */
export async function isWritable(file: string): Promise<boolean> {
  const target = await linkedFile(file);
  for (const [path, mode] of [
    [target, constants.W_OK],
    // It is replaced as a whole, so that its folder has to be writable too.
    [dirname(target), constants.W_OK | constants.X_OK],
  ] as const) {
    try {
      await access(path, mode);
    } catch (error) {
      if (!isMissing(error)) return false;
    }
  }
  return true;
}

/**
 * Changes a file that only its owner may read, whatever the umask: at no moment is there half a file, or one that others
 * can read, and nothing is lost that another command writes meanwhile. Folders that are missing are made for the owner
 * alone.
 *
 * @param edit Makes the new text of the old one, which is empty where there is no file yet.
 * @throws {RefusedError} When another command keeps hold of the file.
 */
export async function editPrivately(file: string, edit: (text: string) => string): Promise<void> {
  const target = await linkedFile(file);
  await makeFolder(dirname(target));
  const release = await lock(target);
  try {
    await replace(target, edit(await readIfThere(target)));
  } finally {
    await release();
  }
}

/** A lock whose holder has been gone for five seconds is broken, so that ten are enough to wait. */
async function lock(file: string): Promise<() => Promise<void>> {
  const library = await import("proper-lockfile");
  const retries = { retries: 100, factor: 1, minTimeout: 100, maxTimeout: 100 };
  try {
    return await library.lock(file, { realpath: false, stale: 5000, retries });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ELOCKED") throw error;
    throw new RefusedError(`${file} is held by another command, which does not end: nothing was written.`);
  }
}

async function replace(file: string, text: string): Promise<void> {
  const temporary = join(dirname(file), `.${basename(file)}.new`);
  // A command that was killed here has left it; as the lock is ours, no other is at it.
  await rm(temporary, { force: true });
  try {
    const handle = await open(temporary, "wx", 0o600);
    try {
      // The umask may have taken the owner's own rights.
      await handle.chmod(0o600);
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/** Makes a folder and those above it that are missing, one by one: the umask may take from each what the next needs. */
async function makeFolder(folder: string): Promise<void> {
  if (await stat(folder).catch(() => undefined)) return;
  await makeFolder(dirname(folder));
  const made = await mkdir(folder, { recursive: true, mode: 0o700 });
  if (made !== undefined) await chmod(folder, 0o700);
}

/** The file that a symbolic link leads to, whether or not there is one: the link is to stay one. */
async function linkedFile(file: string): Promise<string> {
  try {
    return await realpath(file);
  } catch (error) {
    const target = isMissing(error) ? await readlink(file).catch(() => undefined) : undefined;
    return target === undefined ? resolve(file) : linkedFile(resolve(await realpath(dirname(file)), target));
  }
}

function isMissing(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === "ENOENT";
}
