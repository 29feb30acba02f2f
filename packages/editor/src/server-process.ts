import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import type { Readable, Writable } from "node:stream";
import type { Program } from "./compiler.js";

/** A language server's process, spoken to through its pipes. */
export interface ServerProcess {
  readonly pid: number;
  readonly input: Writable;
  readonly output: Readable;
  /** Ends the process and waits until it is gone. */
  end(): Promise<void>;
  /** Calls back when the process is gone, also when it was not asked to. */
  onExit(callback: () => void): void;
}

/** Starts a language server in a folder. */
export async function startServer({ command, args }: Program, folder: string): Promise<ServerProcess> {
  const child: ChildProcessByStdio<Writable, Readable, null> = spawn(command, args, {
    cwd: folder,
    stdio: ["pipe", "pipe", "ignore"],
  });
  await once(child, "spawn");
  const exited = once(child, "exit");
  // Writing to a server that just ended is no news: its exit is.
  child.stdin.on("error", () => {});
  return {
    pid: child.pid!,
    input: child.stdin,
    output: child.stdout,
    onExit: (callback) => void child.once("exit", callback),
    end: async () => {
      child.kill("SIGKILL");
      await exited;
    },
  };
}
