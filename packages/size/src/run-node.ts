import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** What a run of a program left behind. */
export interface Run {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program of Node's in a project to its end, which has to come within two minutes. */
export async function runNode(project: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Run> {
  const options = {
    cwd: project,
    // Without what the workspace's own tools set, by which modules would be found that are not installed.
    env: { ...process.env, NODE_PATH: undefined, ...env },
    timeout: 120_000,
    maxBuffer: 2 ** 24,
  };
  return promisify(execFile)(process.execPath, args, options).then(
    (output) => ({ status: 0, ...output }),
    ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({ status: code, stdout, stderr }),
  );
}
