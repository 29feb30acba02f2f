import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const options = "--strict --noEmit --pretty false --module nodenext --lib es2023 --types".split(" ");

/**
 * Compiles files with others that they import.
 *
 * @param mains The names of those to compile.
 * @param files The text of all by name.
 * @param checksTypes Whether the types of the others are checked as well, which takes half as long again: one that is not
 *   there is anything else, and lets everything pass.
 * @returns What the compiler says, by place (`answers.ts:12`); nothing of lines that it takes.
 * @throws {Error} When it says something of another file, or cannot be run.
 */
export async function compile(
  mains: readonly string[],
  files: Iterable<readonly [name: string, text: string]>,
  checksTypes = false,
): Promise<Map<string, string>> {
  const folder = await mkdtemp(join(tmpdir(), "ovh-typed-judge-"));
  try {
    // Hundreds, one after the other: waiting for each takes twice as long.
    writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
    for (const [name, text] of files) writeFileSync(join(folder, name), text);
    const checks = checksTypes ? "--skipDefaultLibCheck" : "--skipLibCheck";
    return readErrors(mains, await runCompiler([checks, ...mains], folder));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function runCompiler(args: readonly string[], cwd: string): Promise<string> {
  const tsc = join(dirname(createRequire(import.meta.url).resolve("typescript/package.json")), "bin", "tsc");
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [tsc, ...options, "", ...args], { cwd, maxBuffer: 2 ** 28 }, (error, stdout) => {
      // It has found errors: 1 and 2.
      if (error === null || error.code === 1 || error.code === 2) resolve(stdout);
      else reject(error);
    });
  });
}

/** `answers.ts(12,7): error TS2322: …`, and what explains it on indented lines. */
function readErrors(mains: readonly string[], output: string): Map<string, string> {
  const errors = new Map<string, string>();
  let place = "";
  for (const text of output.split("\n")) {
    const [, file = "", line, message] = /^([^\s(][^(]*)\((\d+),\d+\): error (.*)$/.exec(text) ?? [];
    if (mains.includes(file)) {
      place = `${file}:${line}`;
      errors.set(place, message!);
    } else if (/^\s+\S/.test(text) && place !== "") {
      errors.set(place, `${errors.get(place)!}\n${text}`);
    } else if (text !== "") {
      throw new Error(`The compiler cannot judge: ${text}`);
    }
  }
  return errors;
}
