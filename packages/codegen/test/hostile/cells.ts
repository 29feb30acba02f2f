import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { cp, mkdir, mkdtemp, rm, symlink } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { pinProject } from "../../src/index.js";
import { filesOf } from "../files.js";
import { coreFolder } from "../type-check.js";
import { type Payload, payloads } from "./payloads.js";
import { harmless, type Place, places, type Served } from "./places.js";

/** A payload at a place. */
export interface Cell {
  readonly name: string;
  readonly place: Place;
  readonly payload: Payload;
}

/** Every payload at every place, or a part of them in which each payload and each place is. */
export function cellsOf(step = 1, offset = 0): Cell[] {
  return places.flatMap((place, row) =>
    payloads
      .filter((_, column) => (row + column) % step === offset)
      .map((payload) => ({ name: `${payload.what} at ${place.name}`, place, payload })),
  );
}

/** What became of a project that was moved on to a hostile schema. */
export interface Outcome {
  readonly cell: Cell;
  /** The name of the error with which it was refused; undefined where it was not. */
  readonly refused?: string;
  /** What a person reads of it, line by line. */
  readonly said: readonly string[];
  /** What was done that a schema has no part in; that it did not end, or not well, as well. */
  readonly strange: readonly string[];
  /** What the process holds after it, in bytes. */
  readonly memory: number;
  /** The project's files after it. */
  readonly files: Readonly<Record<string, string>>;
}

/** Most files are the same as others: each text is kept once. */
const texts = new Map<string, string>();

async function keptFilesOf(folder: string): Promise<Record<string, string>> {
  const files = Object.entries(await filesOf(folder));
  for (const [, text] of files) if (!texts.has(text)) texts.set(text, text);
  return Object.fromEntries(files.map(([path, text]) => [path, texts.get(text)!]));
}

/** No cell may take longer, in milliseconds. */
const longest = 60_000;
/** Megabytes of what JavaScript allocates. */
const heap = 512;
/** The modules that were loaded stay: so many cells later it is another process that goes on. */
const cellsOfProcess = 200;

/** Machines that have nothing in common but the schema. */
export const machines: readonly NodeJS.ProcessEnv[] = [
  { TZ: "UTC", LC_ALL: "C", LANG: "C" },
  { TZ: "Pacific/Kiritimati", LC_ALL: "tr_TR.UTF-8", LANG: "tr_TR.UTF-8" },
];

/** What became of all. */
export interface Ran {
  /** The files of a project whose schema nothing was planted in. */
  readonly before: Readonly<Record<string, string>>;
  /** Those of each machine in the order of the cells. */
  readonly outcomes: readonly (readonly Outcome[])[];
}

/** Moves projects on to hostile schemas, each on every machine. */
export async function runCells(cells: readonly Cell[], on: readonly NodeJS.ProcessEnv[]): Promise<Ran> {
  const folder = await mkdtemp(join(tmpdir(), "hostile-"));
  const server = await serve(cells);
  const { port } = server.address() as AddressInfo;
  try {
    await mkdir(join(folder, "node_modules/@ovh-typed"), { recursive: true });
    await symlink(coreFolder, join(folder, "node_modules/@ovh-typed/core"));
    const template = join(folder, "template");
    await mkdir(template);
    const base = `http://127.0.0.1:${port}/harmless/1.0`;
    const target = {
      endpoint: "ovh-eu",
      version: "v1",
      base,
      source: "https://eu.api.ovh.com/1.0",
      descriptions: true,
    };
    await pinProject({ root: template, captured: "2026-01-01", targets: [target] });
    const before = await filesOf(template);
    const outcomes = await Promise.all(
      on.map((machine, number) => runOn(machine, cells, { folder: join(folder, `machine-${number}`), template, port })),
    );
    return { before, outcomes };
  } finally {
    server.close();
    await rm(folder, { recursive: true });
  }
}

/** Serves each cell's schema below its number. */
async function serve(cells: readonly Cell[]): Promise<Server> {
  const servedAt = (number: string): Served => {
    const cell = cells[Number(number)];
    return cell === undefined ? harmless : cell.place.plant(cell.payload.planted);
  };
  const server = createServer((request, response) => {
    const [, number = "", version, file] = (request.url ?? "").split("/");
    const { index, api } = servedAt(number);
    if (version === "1.0" && file === "") response.end(index);
    else if (version === "1.0" && file === "coffee.json") response.end(api);
    else response.writeHead(404).end("{}");
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return server;
}

interface Scene {
  readonly folder: string;
  readonly template: string;
  readonly port: number;
}

async function runOn(
  machine: NodeJS.ProcessEnv,
  cells: readonly Cell[],
  { folder, template, port }: Scene,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  let child: ChildProcess | undefined;
  for (const [number, cell] of cells.entries()) {
    if (number % cellsOfProcess === 0) child = await restart(child, machine);
    const root = join(folder, String(number));
    await cp(template, root, { recursive: true });
    const answer = await ask(child!, { root, port, base: `http://127.0.0.1:${port}/${number}/1.0` });
    if (!child!.connected) child = await restart(undefined, machine);
    outcomes.push({ cell, ...answer, files: await keptFilesOf(root) });
    await rm(root, { recursive: true });
  }
  child?.kill();
  return outcomes;
}

async function restart(child: ChildProcess | undefined, machine: NodeJS.ProcessEnv): Promise<ChildProcess> {
  child?.kill();
  const next = fork(fileURLToPath(new URL("child.mjs", import.meta.url)), {
    env: { ...process.env, ...machine },
    execArgv: [`--max-old-space-size=${heap}`],
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
  await once(next, "message");
  return next;
}

type Answer = Pick<Outcome, "refused" | "said" | "strange" | "memory">;

/** What a child answers; that it hangs or dies is strange. */
async function ask(child: ChildProcess, job: object): Promise<Answer> {
  const timer = setTimeout(() => child.kill("SIGKILL"), longest);
  const answer = new Promise<Answer>((resolve) => {
    child.once("message", (message) => resolve(message as Answer));
    child.once("exit", (status, signal) => {
      const strange = [signal === "SIGKILL" ? "it does not end" : `the process ended (${signal ?? status})`];
      resolve({ said: [], strange, memory: 0 });
    });
  });
  child.send(job);
  try {
    return await answer;
  } finally {
    clearTimeout(timer);
    child.removeAllListeners();
  }
}
