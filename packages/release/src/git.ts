import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** Runs git in a folder. */
export type Git = (...args: readonly string[]) => Promise<string>;

/** @returns What runs git there, and answers what it prints. */
export function gitIn(cwd: string): Git {
  return async (...args) => (await promisify(execFile)("git", args, { cwd, maxBuffer: 2 ** 28 })).stdout.trim();
}

/** Whether a command of git ends well: what it answers by its exit status. */
export async function succeeds(command: Promise<string>): Promise<boolean> {
  try {
    await command;
    return true;
  } catch (error) {
    if (typeof (error as { code?: unknown }).code === "number") return false;
    throw error;
  }
}
