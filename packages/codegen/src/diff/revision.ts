import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { SchemaError } from "../schema-error.js";
import { readSnapshots, type Snapshot } from "./snapshot.js";

/** A folder as git knows it: `HEAD~1:schemas`, and below the folder that it is asked in, `v2.0.0:./schemas`. */
export interface RevisionFolder {
  readonly name: string;
  readonly cwd: string;
}

/**
 * Reads the schemas that a folder of a git revision holds, as {@link readSnapshots} reads those of a folder.
 *
 * @returns undefined where git knows no such folder.
 * @throws {SchemaError} What reading them throws, with the name of the revision in place of a path.
 */
export async function readRevision(
  { name, cwd }: RevisionFolder,
  endpoints?: readonly string[],
): Promise<Snapshot[] | undefined> {
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
    return await readSnapshots(tree, endpoints);
  } catch (error) {
    if (!(error instanceof SchemaError)) throw error;
    const { file, place, problem } = error;
    throw new SchemaError(file.replace(tree, name), place, problem.replaceAll(tree, name), { cause: error });
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
