import { join } from "node:path";
import { type Compiler, distinctCompilers } from "../src/compiler.js";
import type { LanguageServer, Position } from "../src/language-server.js";
import { positionOf } from "../src/position.js";
import { startLanguageServer } from "../src/start-language-server.js";
import { withProject } from "../src/with-project.js";
import type { CallSets } from "./calls.js";
import { type Contender, programOf } from "./contender.js";
import { messageOf } from "./message-of.js";

/** What a person waits for in an editor. */
export interface EditorCell {
  readonly contender: string;
  readonly compiler: string;
  readonly figures?: EditorFigures;
  /** Why there are no figures. */
  readonly failure?: string;
}

export interface EditorFigures {
  /** Entries offered after the last edit. */
  readonly entries: number;
  /** From opening the file to the first list of completions, in milliseconds. */
  readonly firstCompletion: number;
  /** From an edit to the list of completions, in milliseconds: the median of five. */
  readonly completionAfterEdit: number;
  /** Errors of the file after an edit, in milliseconds. */
  readonly diagnostics: number;
  /** The most bytes that the server occupied; undefined where the system does not tell. */
  readonly memory?: number;
}

const timeout = 180_000;

/** Types a call into a program of three calls, with both language servers. */
export async function editorCells(contender: Contender, sets: CallSets): Promise<EditorCell[]> {
  const cells: EditorCell[] = [];
  for (const compiler of distinctCompilers) {
    const cell = { contender: contender.name, compiler: compiler.name };
    try {
      cells.push({ ...cell, figures: await measure(contender, compiler, programOf(contender, sets.three)) });
    } catch (error) {
      cells.push({ ...cell, failure: messageOf(error) });
    }
  }
  return cells;
}

function measure(contender: Contender, compiler: Compiler, program: string): Promise<EditorFigures> {
  const [before, name, after] = contender.typing;
  const typed = Array.from({ length: 6 }, (_, length) => writing(program, `${before}${name.slice(0, length)}`, after));
  const [opened, ...edits] = typed as [Typed, ...Typed[]];
  return withProject({ ...contender.files, "calls.ts": opened.text }, async (folder) => {
    const server = await startLanguageServer(compiler, folder);
    try {
      return await inTime(drive(server, join(folder, "calls.ts"), opened, edits, program));
    } finally {
      await server.close();
    }
  });
}

async function drive(
  server: LanguageServer,
  file: string,
  opened: Typed,
  edits: readonly Typed[],
  program: string,
): Promise<EditorFigures> {
  const [firstCompletion] = await timed(async () => {
    await server.open(file);
    return server.completions(opened.cursor);
  });
  const durations: number[] = [];
  let entries = 0;
  for (const { text, cursor } of edits) {
    const [duration, list] = await timed(async () => {
      await server.change(text);
      return server.completions(cursor);
    });
    durations.push(duration);
    entries = list.length;
    // An editor asks for them after every edit, which is not waited for, but takes memory.
    await server.diagnostics();
  }
  const [diagnostics] = await timed(async () => {
    await server.change(program);
    return server.diagnostics();
  });
  const memory = await server.peakMemory();
  const completionAfterEdit = durations.sort((a, b) => a - b)[Math.floor(durations.length / 2)]!;
  return { entries, firstCompletion, completionAfterEdit, diagnostics, ...(memory === undefined ? {} : { memory }) };
}

/** A program with a statement that is being typed at its end, and where the cursor stands. */
interface Typed {
  readonly text: string;
  readonly cursor: Position;
}

function writing(program: string, before: string, after: string): Typed {
  return { text: `${program}${before}${after}\n`, cursor: positionOf(`${program}${before}`, program + before) };
}

async function timed<T>(task: () => Promise<T>): Promise<[milliseconds: number, result: T]> {
  const start = performance.now();
  const result = await task();
  return [performance.now() - start, result];
}

function inTime<T>(promise: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`The language server took longer than ${timeout / 1000} s.`)),
      timeout,
    );
    promise.finally(() => clearTimeout(timer)).then(resolve, reject);
  });
}
