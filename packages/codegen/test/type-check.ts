import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Where core's package lies. */
export const coreFolder = dirname(dirname(fileURLToPath(import.meta.resolve("@ovh-typed/core"))));

/** The compilers that users of the packages may have. */
export const compilers = ["typescript", "typescript-6.0", "typescript-5.9"] as const;

const compilerOptions = {
  strict: true,
  noEmit: true,
  skipDefaultLibCheck: true,
  module: "nodenext",
  target: "es2023",
  lib: ["es2023", "dom"],
  types: [],
};

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
    await mkdir(join(folder, "node_modules/@ovh-typed"), { recursive: true });
    await symlink(coreFolder, join(folder, "node_modules/@ovh-typed/core"));
    const own = [
      ["package.json", '{ "type": "module" }'],
      ["tsconfig.json", JSON.stringify({ compilerOptions, files: ["main.ts"] })],
    ] as const;
    for (const [path, text] of [...own, ...files]) {
      const file = join(folder, path);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, text);
    }
    const tsc = fileURLToPath(new URL(`../../../node_modules/${compiler}/bin/tsc`, import.meta.url));
    return (await run(process.execPath, [tsc, "-p", "."], { cwd: folder, maxBuffer: 1e8 })).stdout;
  } catch (error) {
    const { stdout } = error as { stdout?: string };
    if (stdout) return stdout;
    throw error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
