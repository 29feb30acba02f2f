import { gitIn, succeeds } from "../git.js";

/** What a branch that is kept for a region's pin is changed from, and how. */
export interface RollingBranch {
  /** The repository, with its history and its remote's branches. */
  readonly root: string;
  /** `pins/ovh-eu`. */
  readonly branch: string;
  /** What is committed says; made after the change. */
  message(): Promise<string>;
  change(): Promise<void>;
}

/** `none`: nothing differs from main. `restarted`: the branch did not go together with main any more, and begins anew. */
export type RollingOutcome = "none" | "unchanged" | "changed" | "restarted";

/**
 * Goes on with a branch of the remote: brings it up to main, changes what is in the checkout, and commits that. What
 * somebody has committed to it stays. Nothing is pushed.
 */
export async function changeRollingBranch({ root, branch, message, change }: RollingBranch): Promise<RollingOutcome> {
  const git = gitIn(root);
  const remote = `origin/${branch}`;
  const known = await succeeds(git("rev-parse", "--verify", "--quiet", remote));
  await git("switch", "--force-create", branch, known ? remote : "origin/main");
  const isMerged = await succeeds(git("merge", "--no-edit", "origin/main"));
  if (!isMerged) {
    await git("merge", "--abort");
    await git("switch", "--force-create", branch, "origin/main");
  }
  await change();
  await git("add", "--all");
  const isClean = await succeeds(git("diff", "--cached", "--quiet"));
  if (!isClean) await git("commit", "--message", await message());
  if (await succeeds(git("diff", "--quiet", "origin/main", "HEAD"))) return "none";
  if (!isMerged) return "restarted";
  const isSame = known && (await git("rev-parse", "HEAD")) === (await git("rev-parse", remote));
  return isSame ? "unchanged" : "changed";
}
