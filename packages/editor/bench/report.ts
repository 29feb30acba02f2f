import type { CompileCell } from "./compile-cells.js";
import type { EditorCell } from "./editor-cells.js";
import type { Target } from "./targets.js";

/** What a run measured. */
export interface Report {
  /** On what, and over what. */
  readonly about: Readonly<Record<string, string | number>>;
  readonly declarations: readonly { readonly contender: string; readonly bytes: number }[];
  readonly compile: readonly CompileCell[];
  readonly editor: readonly EditorCell[];
  readonly targets: readonly Target[];
}

/** Writes a report as Markdown tables. */
export function markdown({ about, declarations, compile, editor, targets }: Report): string {
  return [
    Object.entries(about)
      .map(([name, value]) => `${name}: ${value}`)
      .join("; "),
    table(
      ["declarations", "MB"],
      declarations.map(({ contender, bytes }) => [contender, megabytes(bytes)]),
    ),
    table(
      ["type-checking", "", "calls", "errors", "instantiations", "types", "memory", "check time"],
      compile.map(({ contender, compiler, calls, errors, figures, failure }) => [
        contender,
        compiler,
        String(calls),
        ...(figures
          ? [
              String(errors),
              count(figures.instantiations),
              count(figures.types),
              `${megabytes(figures.memory)} MB`,
              `${figures.checkSeconds.toFixed(2)} s`,
            ]
          : [failure ?? "", "", "", "", ""]),
      ]),
    ),
    table(
      ["in the editor", "", "entries", "first completion", "after an edit", "diagnostics", "memory"],
      editor.map(({ contender, compiler, figures, failure }) => [
        contender,
        compiler,
        ...(figures
          ? [
              count(figures.entries),
              ...[figures.firstCompletion, figures.completionAfterEdit, figures.diagnostics].map(milliseconds),
              figures.memory === undefined ? "unknown" : `${megabytes(figures.memory)} MB`,
            ]
          : [failure ?? "", "", "", "", ""]),
      ]),
    ),
    table(
      ["figure to reach", "", "measured", "reached"],
      targets.map(({ name, reach, measured, reached }) => [
        name,
        reach,
        measured,
        reached === undefined ? "unknown" : reached ? "yes" : "no",
      ]),
    ),
  ].join("\n\n");
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(bytes < 10e6 ? 1 : 0);
}

function milliseconds(value: number): string {
  return `${value.toFixed(0)} ms`;
}

function count(value: number): string {
  return value.toLocaleString("en");
}
