import { readRevision, type Snapshot } from "@ovh-typed/codegen";
import { gitIn } from "../git.js";

/** The version of a package that has never been released. */
const unreleased = "0.0.0";

/**
 * Reads the pin that the version of a region's package was released with: that of the commit which brought the version.
 *
 * @param root The repository, with its history.
 * @returns undefined before the first release.
 * @throws {Error} When the history does not have that commit.
 */
export async function releasedPin(root: string, endpoint: string, version: string): Promise<Snapshot | undefined> {
  if (version === unreleased) return undefined;
  const file = `packages/${endpoint}/package.json`;
  const commit = await gitIn(root)("log", "-1", "--format=%H", `-S"version": "${version}"`, "--", file);
  const snapshots =
    commit === "" ? undefined : await readRevision({ name: `${commit}:schemas/${endpoint}`, cwd: root });
  if (snapshots === undefined) {
    throw new Error(
      `No commit has ${file} at version ${version} with a pin beside it: commit the version, or fetch the history (git fetch --unshallow).`,
    );
  }
  return snapshots[0];
}
