import { randomBytes } from "node:crypto";
import { constants } from "node:fs";
import { access, chmod, mkdir, open, readFile, realpath, rename, rm } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { RefusedError } from "../refused-error.js";

/** The text of a file; empty where there is none. */
export async function readIfThere(file: string): Promise<string> {
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
 * Writes a file that only its owner may read, whatever the umask: at no moment is there half a file, or one that others
 * can read. A folder that is missing is made for the owner alone.
 */
export async function writePrivately(file: string, text: string): Promise<void> {
  const target = await linkedFile(file);
  const folder = dirname(target);
  const made = await mkdir(folder, { recursive: true, mode: 0o700 });
  if (made !== undefined) await chmod(folder, 0o700);
  const temporary = join(folder, `.${basename(target)}.${randomBytes(8).toString("hex")}`);
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
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/** The file that a symbolic link leads to: the link is to stay one. */
async function linkedFile(file: string): Promise<string> {
  return realpath(file).catch(() => resolve(file));
}

function isMissing(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === "ENOENT";
}
