import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { RefusedError } from "../refused-error.js";

/** A folder as git knows it: `HEAD~1:schemas`, and below the folder that it is asked in, `v2.0.0:./schemas`. */
export interface RevisionFolder {
  readonly name: string;
  readonly cwd: string;
}

/**
 * Writes a folder of a revision out, hands it to what uses it, and removes it.
 *
 * @returns What the use returns; undefined where git knows no such folder.
 * @throws {RefusedError} What the use throws, with the name of the revision in place of what was written out.
 */
export async function withRevision<T>(
  { name, cwd }: RevisionFolder,
  use: (folder: string) => Promise<T>,
): Promise<T | undefined> {
  const git = gitIn(cwd);
  const object = await git(["rev-parse", "--verify", "--quiet", "--end-of-options", name]).catch(() => undefined);
  if (object === undefined || (await git(["cat-file", "-t", object])) !== "tree") return undefined;
  const folder = await mkdtemp(join(tmpdir(), "ovh-typed-revision-"));
  const tree = join(folder, "tree");
  try {
    // With an index of its own: that of the repository stays as it is.
    const gitAtTop = gitIn(await git(["rev-parse", "--show-toplevel"]), { GIT_INDEX_FILE: join(folder, "index") });
    await gitAtTop(["read-tree", object]);
    await gitAtTop(["checkout-index", "--all", `--prefix=${tree}/`]);
    return await use(tree);
  } catch (error) {
    throw new RefusedError((error as Error).message.replaceAll(tree, name), { cause: error });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function gitIn(cwd: string, variables: NodeJS.ProcessEnv = {}): (args: readonly string[]) => Promise<string> {
  return async (args) => {
    const { stdout } = await promisify(execFile)("git", args, { cwd, env: { ...process.env, ...variables } });
    return stdout.trim();
  };
}
