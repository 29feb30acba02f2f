import type { CompileCell } from "./compile-cells.js";
import type { EditorCell } from "./editor-cells.js";
import type { EditorFigures } from "./editor-session.js";

/** A figure to reach, and what was measured. */
export interface Target {
  readonly name: string;
  readonly reach: string;
  readonly measured: string;
  /** Undefined where one of the two could not be measured. */
  readonly reached: boolean | undefined;
}

const ours = "@ovh-typed/ovh-eu";
const theirs = "openapi-typescript, openapi-fetch";

/** Compares ours with openapi-typescript's types and openapi-fetch. */
export function targetsOf(
  compileCells: readonly CompileCell[],
  editorCells: readonly EditorCell[],
  declarationBytes: number,
): Target[] {
  const editor = (contender: string, compiler: string): EditorFigures | undefined =>
    editorCells.find((cell) => cell.contender === contender && cell.compiler === compiler)?.figures;
  const compiled = (contender: string, compiler: string, calls: number): CompileCell["figures"] =>
    compileCells.find((cell) => cell.contender === contender && cell.compiler === compiler && cell.calls === calls)
      ?.figures;

  const targets: Target[] = [];
  const atMost = (name: string, reach: number, value: number | undefined, show: (value: number) => string) =>
    targets.push({
      name,
      reach: `at most ${show(reach)}`,
      measured: value === undefined ? "not measured" : show(value),
      reached: value === undefined ? undefined : value <= reach,
    });

  for (const compiler of ["TypeScript 5.9", "TypeScript 7.0"]) {
    const [us, them] = [editor(ours, compiler), editor(theirs, compiler)];
    const times = us && them && them.completionAfterEdit / us.completionAfterEdit;
    targets.push({
      name: `completion after an edit, ${compiler}`,
      reach: "at least 15 times faster",
      measured: times === undefined ? "not measured" : `${times.toFixed(1)} times`,
      reached: times === undefined ? undefined : times >= 15,
    });
    atMost(`first completion, ${compiler}`, 0.5, ratio(us?.firstCompletion, them?.firstCompletion), share);
    atMost(`memory of the language server, ${compiler}`, 0.25, ratio(us?.memory, them?.memory), share);
    const [checked, theirsChecked] = [compiled(ours, compiler, 200), compiled(theirs, compiler, 200)];
    const checkRatio = ratio(checked?.checkSeconds, theirsChecked?.checkSeconds);
    atMost(`check time of 200 calls, ${compiler}`, 0.05, checkRatio, share);
    atMost(`instantiations of 3 calls, ${compiler}`, 1000, compiled(ours, compiler, 3)?.instantiations, String);
    atMost(`instantiations of 200 calls, ${compiler}`, 20_000, checked?.instantiations, String);
  }
  atMost("generated declarations of ovh-eu, v1 and v2", 4_750_000, declarationBytes, megabytes);
  return targets;
}

function ratio(us: number | undefined, them: number | undefined): number | undefined {
  return us === undefined || them === undefined ? undefined : us / them;
}

function share(value: number): string {
  return `${value.toFixed(3)} of it`;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(2)} MB`;
}
