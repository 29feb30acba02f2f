import { spawn } from "node:child_process";
import { chmod, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { stripVTControlCharacters } from "node:util";
import { createSandbox, type Sandbox } from "@ovh-typed/sandbox";
import { expect, onTestFinished } from "vitest";
import { temporaryFolder } from "./folder.js";
import type { Run } from "./run-command.js";

const main = fileURLToPath(new URL("../../dist/main.js", import.meta.url));

/** The pseudo-terminals of this platform; undefined where there are none. */
export const pty = await import("@lydell/node-pty").catch(() => undefined);

/** Environment variables. */
export type Variables = Readonly<Record<string, string>>;

/** A command that runs. */
export interface Running {
  /** Resolves to all that was said until something was. */
  said(what: RegExp): Promise<string>;
  /** Types on its terminal. */
  type(text: string): void;
  kill(signal: "SIGINT" | "SIGTERM" | "SIGKILL"): void;
  readonly ended: Promise<Run>;
}

/** A person's folder with nothing in it, in which the command runs: no file and no variable of whoever runs the tests. */
export async function emptyHome() {
  const folder = await temporaryFolder();
  const secrets = new Set<string>();
  const path = (name: string): string => join(folder, name);
  const environment = (variables: Variables) => ({
    PATH: process.env["PATH"] ?? "",
    HOME: folder,
    TERM: "xterm",
    ...variables,
  });

  /** @param shell what a shell does before, such as a change of its umask */
  function start(args: readonly string[], variables: Variables = {}, shell?: string): Running {
    const command =
      shell === undefined ? [main, ...args] : ["-c", `${shell}; exec "$0" "$@"`, process.execPath, main, ...args];
    const child = spawn(shell === undefined ? process.execPath : "/bin/sh", command, {
      cwd: folder,
      env: environment(variables),
      stdio: ["ignore", "pipe", "pipe"],
    });
    const heard = listener();
    child.stdout.setEncoding("utf8").on("data", (chunk: string) => heard.add("stdout", chunk));
    child.stderr.setEncoding("utf8").on("data", (chunk: string) => heard.add("stderr", chunk));
    onTestFinished(() => void child.kill("SIGKILL"));
    const ended = new Promise<Run>((resolve) => child.once("close", (status) => resolve(heard.end(status))));
    return {
      said: heard.said,
      type: () => {
        throw new Error("There is no terminal.");
      },
      kill: (signal) => void child.kill(signal),
      ended: ended.then(withoutSecrets),
    };
  }

  /** Starts it in a terminal, where both outputs are one. */
  function startInTerminal(args: readonly string[], variables: Variables = {}): Running {
    if (pty === undefined) throw new Error("There are no pseudo-terminals here.");
    const terminal = pty.spawn(process.execPath, [main, ...args], {
      cwd: folder,
      env: environment(variables),
      cols: 160,
      rows: 50,
    });
    const heard = listener();
    terminal.onData((chunk) => heard.add("stdout", chunk));
    const ended = new Promise<Run>((resolve) => terminal.onExit(({ exitCode }) => resolve(heard.end(exitCode))));
    return {
      said: heard.said,
      type: (text) => terminal.write(text),
      kill: (signal) => terminal.kill(signal),
      ended: ended.then(withoutSecrets),
    };
  }

  function withoutSecrets(run: Run): Run {
    for (const secret of secrets) expect(run.stdout + run.stderr).not.toContain(secret);
    return run;
  }

  return {
    folder,
    path,
    start,
    startInTerminal,
    run: (args: readonly string[], variables?: Variables) => start(args, variables).ended,
    /** From now on no output may hold it. */
    keepSecret: (secret: string) => void secrets.add(secret),
    read: (name: string) => readFile(path(name), "utf8"),
    mode: async (name: string) => ((await stat(path(name))).mode & 0o777).toString(8),
    async write(name: string, text: string, mode = 0o600): Promise<string> {
      await writeFile(path(name), text);
      await chmod(path(name), mode);
      return path(name);
    },
  };
}

/** A person's folder, and a sandbox whose secrets no output may hold. */
export async function homeAndSandbox() {
  const [home, sandbox] = await Promise.all([emptyHome(), createSandbox({ endpoint: "ovh-eu" })]);
  onTestFinished(() => sandbox.close());
  home.keepSecret(sandbox.credentials.applicationSecret);
  home.keepSecret(sandbox.credentials.consumerKey);
  return { home, sandbox, base: ["--base-url", sandbox.baseUrl], variables: variablesOf(sandbox) };
}

/** The sandbox's keys as variables: of its application, and with its consumer key. */
function variablesOf({ credentials }: Sandbox) {
  const application = {
    OVH_APPLICATION_KEY: credentials.applicationKey,
    OVH_APPLICATION_SECRET: credentials.applicationSecret,
  };
  return { application, all: { ...application, OVH_CONSUMER_KEY: credentials.consumerKey } };
}

function listener() {
  const heard = { stdout: "", stderr: "" };
  const waiting = new Set<() => void>();
  let isOver = false;
  const all = (): string => stripVTControlCharacters(heard.stdout + heard.stderr);
  const tell = (): void => {
    for (const wake of waiting) wake();
  };
  return {
    add(stream: keyof typeof heard, chunk: string) {
      heard[stream] += chunk;
      tell();
    },
    end(status: number | null): Run {
      isOver = true;
      tell();
      return { status, stdout: stripVTControlCharacters(heard.stdout), stderr: heard.stderr };
    },
    said: (what: RegExp) =>
      new Promise<string>((resolve, reject) => {
        const look = (): void => {
          if (what.test(all())) resolve(all());
          else if (isOver) reject(new Error(`It ended without ${String(what)}, having said: ${all()}`));
          else return;
          waiting.delete(look);
        };
        waiting.add(look);
        look();
      }),
  };
}
