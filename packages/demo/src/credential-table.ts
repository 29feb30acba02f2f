import { Table } from "console-table-printer";
import type { ValidatedCredential } from "./credentials.js";

/** Shows credentials as a table that fits into 120 columns, in colours where the output is a terminal. */
export function credentialTable(credentials: readonly ValidatedCredential[]): string {
  const table = new Table({
    shouldDisableColors: !process.stdout.isTTY,
    defaultColumnOptions: { alignment: "left" },
    columns: [
      { name: "id", title: "Credential", alignment: "right" },
      { name: "application", title: "Application", maxLen: 18 },
      { name: "description", title: "Description", maxLen: 28 },
      { name: "status", title: "Status" },
      { name: "creation", title: "Creation" },
      { name: "expiration", title: "Expiration" },
      { name: "lastUse", title: "Last use" },
    ],
  });
  table.addRows(
    credentials.map(({ credential, application }) => ({
      id: credential.credentialId,
      application: application.name,
      description: application.description,
      status: credential.status,
      creation: day(credential.creation),
      expiration: day(credential.expiration),
      lastUse: day(credential.lastUse),
    })),
  );
  return table.render();
}

/** The day of an ISO date; what has no date never happens. */
function day(date: string | null | undefined): string {
  return date?.slice(0, "2026-01-31".length) ?? "never";
}
