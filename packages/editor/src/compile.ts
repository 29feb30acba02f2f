import { execFile } from "node:child_process";
import { type Compiler, tscOf } from "./compiler.js";

/** What a compiler counts and measures, as its `--extendedDiagnostics` tell. */
export interface CompilerFigures {
  readonly instantiations: number;
  readonly types: number;
  /** Bytes. */
  readonly memory: number;
  readonly checkSeconds: number;
  readonly totalSeconds: number;
}

export interface Compilation {
  /** One line an error: `file(line,column): error TS2345: …`; the lines below it that go into details are left out. */
  readonly errors: readonly string[];
  readonly figures: CompilerFigures;
}

/**
 * Type-checks the project in a folder.
 *
 * @param options Further options of the command line, such as `--skipLibCheck false`.
 * @param timeout Milliseconds after which the compiler is ended, and the promise rejects.
 */
export async function compile(
  compiler: Compiler,
  folder: string,
  options: readonly string[] = [],
  timeout = 300_000,
): Promise<Compilation> {
  const { command, args } = await tscOf(compiler);
  const output = await run(command, [...args, "-p", folder, "--extendedDiagnostics", ...options], timeout);
  return {
    errors: output.split("\n").filter((line) => /\berror TS\d+:/.test(line)),
    figures: {
      instantiations: figure(output, "Instantiations"),
      types: figure(output, "Types"),
      memory: figure(output, "Memory used") * 1024,
      checkSeconds: figure(output, "Check time"),
      totalSeconds: figure(output, "Total time"),
    },
  };
}

/** The files that a project's program is made of, the compiler's own libraries included. */
export async function filesOf(compiler: Compiler, folder: string): Promise<string[]> {
  const { command, args } = await tscOf(compiler);
  const output = await run(command, [...args, "-p", folder, "--listFilesOnly"], 300_000);
  return output.trim().split("\n");
}

function run(command: string, args: readonly string[], timeout: number): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(command, args, { timeout, killSignal: "SIGKILL", maxBuffer: 2 ** 26 }, (error, stdout) => {
      // 1 and 2 say that there are errors in the project, which is an answer too.
      if (error === null || error.code === 1 || error.code === 2) resolve(stdout);
      else if (error.killed === true) reject(new Error(`The compiler took longer than ${timeout / 1000} s.`));
      else reject(new Error(`The compiler ended with ${error.code ?? error.signal}: ${stdout.slice(-1000)}`));
    });
  });
}

function figure(output: string, name: string): number {
  const found = new RegExp(`^${name}:\\s+([\\d.]+)`, "m").exec(output)?.[1];
  if (found === undefined) throw new Error(`The compiler says no ${JSON.stringify(name)}: ${output.slice(-1000)}`);
  return Number(found);
}
