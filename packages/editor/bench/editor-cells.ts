import { join } from "node:path";
import { type Compiler, distinctCompilers } from "../src/compiler.js";
import { startLanguageServer } from "../src/start-language-server.js";
import { withProject } from "../src/with-project.js";
import type { CallSets } from "./calls.js";
import { type Contender, programOf } from "./contender.js";
import { type EditorFigures, play, type Session, sessionOf } from "./editor-session.js";
import { median } from "./median.js";
import { messageOf } from "./message-of.js";

/** A contender in an editor with one language server. */
export interface EditorCell {
  readonly contender: string;
  readonly compiler: string;
  /** Medians of three sessions, each with a server of its own. */
  readonly figures?: EditorFigures;
  /** Why there are no figures. */
  readonly failure?: string;
}

/** For one session. */
const timeout = 180_000;

/** Types a call into a program of three calls, with both language servers. */
export async function editorCells(contender: Contender, sets: CallSets): Promise<EditorCell[]> {
  const session = sessionOf(programOf(contender, sets.three[contender.covers]), contender.typing);
  return withProject({ ...contender.files, "calls.ts": session.opened.text }, async (folder) => {
    const cells: EditorCell[] = [];
    for (const compiler of distinctCompilers) {
      const cell = { contender: contender.name, compiler: compiler.name };
      try {
        const sessions: EditorFigures[] = [];
        while (sessions.length < 3) sessions.push(await measure(compiler, session, folder));
        cells.push({ ...cell, figures: mediansOf(sessions) });
      } catch (error) {
        cells.push({ ...cell, failure: messageOf(error) });
      }
    }
    return cells;
  });
}

async function measure(compiler: Compiler, session: Session, folder: string): Promise<EditorFigures> {
  const server = await startLanguageServer(compiler, folder);
  try {
    return await inTime(play(session, server, join(folder, "calls.ts")));
  } finally {
    await server.close();
  }
}

function mediansOf(sessions: readonly EditorFigures[]): EditorFigures {
  const names = Object.keys(sessions[0]!) as (keyof EditorFigures)[];
  const medians = names.map((name) => [name, median(sessions.map((figures) => figures[name]!))]);
  return Object.fromEntries(medians) as unknown as EditorFigures;
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
