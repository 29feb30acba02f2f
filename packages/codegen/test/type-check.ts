import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);

/** The compilers that users of the packages may have. */
export const compilers = ["typescript", "typescript-6.0", "typescript-5.9"] as const;

/**
 * Type-checks a program under `--strict`, without skipLibCheck.
 *
 * @param files Their text by path. `main.ts` is what is compiled.
 * @returns The compiler's errors, "" for none.
 */
export async function typeCheck(
  files: Iterable<readonly [path: string, text: string]>,
  compiler: (typeof compilers)[number] = "typescript",
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "type-check-"));
  try {
    for (const [path, text] of [["package.json", '{ "type": "module" }'] as const, ...files]) {
      const file = join(folder, path);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, text);
    }
    const tsc = fileURLToPath(new URL(`../../../node_modules/${compiler}/bin/tsc`, import.meta.url));
    const options = [
      "--strict",
      "--noEmit",
      "--skipDefaultLibCheck",
      "--module",
      "nodenext",
      "--types",
      "",
      "--lib",
      "es2023",
    ];
    return (await run(process.execPath, [tsc, ...options, "main.ts"], { cwd: folder, maxBuffer: 1e8 })).stdout;
  } catch (error) {
    const { stdout } = error as { stdout?: string };
    if (stdout) return stdout;
    throw error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
