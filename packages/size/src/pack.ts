import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

/** What a published package weighs, in bytes. */
export interface PackageSize {
  readonly packed: number;
  readonly unpacked: number;
}

/**
 * What npm would publish of a package of the workspace.
 *
 * @param folder Its name below `packages`.
 */
export async function packageSize(folder: string): Promise<PackageSize> {
  const { stdout } = await promisify(execFile)("npm", ["pack", "--dry-run", "--json"], {
    cwd: fileURLToPath(new URL(`../../${folder}`, import.meta.url)),
    maxBuffer: 2 ** 24,
  });
  const [{ size, unpackedSize }] = JSON.parse(stdout) as [{ size: number; unpackedSize: number }];
  return { packed: size, unpacked: unpackedSize };
}
