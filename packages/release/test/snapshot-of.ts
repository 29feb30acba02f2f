import type { PinnedApi, Snapshot } from "@ovh-typed/codegen";
import type { Side } from "../../codegen/test/diff-table.js";

/** A snapshot with an API for each side, `/coffee0`, `/coffee1`, … in place of `/coffee`. */
export function snapshotOf(sides: readonly Side[]): Snapshot {
  const apis = sides.map(({ operations = {}, models = {} }, index): Snapshot["apis"][number] => {
    const named = Object.entries(operations).map(([key, operation]) => [
      key.replace("/coffee", `/coffee${index}`),
      operation,
    ]);
    const pin: PinnedApi = { api: `/coffee${index}`, operations: Object.fromEntries(named) as never, models };
    return { version: "v1", pin, overrides: {} };
  });
  const source = "https://eu.api.ovh.com/v1";
  return { endpoint: "ovh-eu", versions: { v1: { source, dialect: { keys: [], primitives: [] } } }, apis };
}
