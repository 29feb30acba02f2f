import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const main = fileURLToPath(new URL("../../dist/main.js", import.meta.url));

/** What a run of the command left behind. */
export interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Longer than any run takes: then it is ended, so that no failing test leaves one behind. */
const timeout = 60_000;

/** Starts the built command. */
export function startCommand(args: readonly string[], cwd = process.cwd()) {
  return spawn(process.execPath, [main, ...args], { cwd, stdio: ["ignore", "pipe", "pipe"], timeout });
}

/** Runs the built command to its end. */
export async function runCommand(args: readonly string[], cwd?: string): Promise<Run> {
  const child = startCommand(args, cwd);
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => (stdout += chunk));
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => (stderr += chunk));
  const status = await new Promise<number | null>((resolve) => child.once("close", resolve));
  return { status, stdout, stderr };
}
