import { Table } from "console-table-printer";

/** A column: where its values are, its title, and where it needs one, a limit to its width. */
export interface Column {
  readonly name: string;
  readonly title: string;
  readonly maxLen?: number;
  readonly alignment?: "left" | "right";
}

/** Rows as a table, in colours where the output is a terminal that wants them. */
export function tableOf(columns: readonly Column[], rows: readonly Readonly<Record<string, unknown>>[]): string {
  const table = new Table({
    shouldDisableColors: !process.stdout.isTTY || Boolean(process.env["NO_COLOR"]),
    defaultColumnOptions: { alignment: "left" },
    columns: columns.map((column) => ({ ...column })),
  });
  table.addRows(
    rows.map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, shown(value)]))),
  );
  return table.render();
}

/** The day of an ISO date; what has no date never happens. */
export function day(date: string | null | undefined): string {
  return date?.slice(0, "2026-01-31".length) ?? "never";
}

// Names and descriptions are other people's text: a terminal must not take any of it for a command.
function shown(value: unknown): unknown {
  return typeof value === "string" ? value.replace(/\p{Cc}+/gu, " ") : value;
}
