import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const options = "--strict --noEmit --skipLibCheck --pretty false --module nodenext --lib es2023 --types".split(" ");

/**
 * Compiles a file with the others that it imports.
 *
 * @param files Their text by path.
 * @returns What the compiler says, by line of the file; nothing of lines that it takes.
 * @throws {Error} When it says something of another file, or cannot be run.
 */
export async function compile(
  main: string,
  files: Iterable<readonly [path: string, text: string]>,
): Promise<Map<number, string>> {
  const folder = await mkdtemp(join(tmpdir(), "ovh-typed-judge-"));
  try {
    for (const [path, text] of [["package.json", '{ "type": "module" }'] as const, ...files]) {
      const file = join(folder, path);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, text);
    }
    return readErrors(main, await runCompiler(main, folder));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function runCompiler(main: string, cwd: string): Promise<string> {
  const tsc = join(dirname(createRequire(import.meta.url).resolve("typescript/package.json")), "bin", "tsc");
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [tsc, ...options, "", main], { cwd, maxBuffer: 2 ** 28 }, (error, stdout) => {
      // It has found errors: 1 and 2.
      if (error === null || error.code === 1 || error.code === 2) resolve(stdout);
      else reject(error);
    });
  });
}

/** `judge.ts(12,7): error TS2322: …`, and what explains it on indented lines. */
function readErrors(main: string, output: string): Map<number, string> {
  const errors = new Map<number, string>();
  let line = 0;
  for (const text of output.split("\n")) {
    const [, file, at, message] = /^([^\s(][^(]*)\((\d+),\d+\): error (.*)$/.exec(text) ?? [];
    if (file === main) {
      line = Number(at);
      errors.set(line, message!);
    } else if (/^\s+\S/.test(text) && line > 0) {
      errors.set(line, `${errors.get(line)!}\n${text}`);
    } else if (text !== "") {
      throw new Error(`The compiler cannot judge: ${text}`);
    }
  }
  return errors;
}
