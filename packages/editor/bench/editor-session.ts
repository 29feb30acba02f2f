import type { LanguageServer, Position } from "../src/language-server.js";
import { positionOf } from "../src/position.js";
import type { Contender } from "./contender.js";
import { median } from "./median.js";

/** What a person waits for in an editor, in milliseconds, and what it takes. */
export interface EditorFigures {
  /** Entries offered after the last edit. */
  readonly entries: number;
  /** From opening the file, in a server just started, to the first list of completions. */
  readonly firstCompletion: number;
  /** From an edit to the list of completions: the median of five. */
  readonly completionAfterEdit: number;
  /** From an edit to the errors of the file. */
  readonly diagnostics: number;
  /** The most bytes that the server occupied; undefined where the system does not tell. */
  readonly memory?: number;
}

/** The texts of a session: a program, and the same with a statement that is typed at its end, letter by letter. */
export interface Session {
  readonly program: string;
  readonly opened: Typed;
  readonly edits: readonly Typed[];
}

interface Typed {
  readonly text: string;
  readonly cursor: Position;
}

/** A session in which a contender's statement is typed in five edits. */
export function sessionOf(program: string, [before, name, after]: Contender["typing"]): Session {
  const [opened, ...edits] = Array.from({ length: 6 }, (_, length) => {
    const untilCursor = `${program}${before}${name.slice(0, length)}`;
    return { text: `${untilCursor}${after}\n`, cursor: positionOf(untilCursor, untilCursor) };
  });
  return { program, opened: opened!, edits };
}

/** Plays a session with a server just started; the file holds the text of its beginning. */
export async function play(
  { program, opened, edits }: Session,
  server: LanguageServer,
  file: string,
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
  return {
    entries,
    firstCompletion,
    completionAfterEdit: median(durations),
    diagnostics,
    ...(memory === undefined ? {} : { memory }),
  };
}

async function timed<T>(task: () => Promise<T>): Promise<[milliseconds: number, result: T]> {
  const start = performance.now();
  const result = await task();
  return [performance.now() - start, result];
}
