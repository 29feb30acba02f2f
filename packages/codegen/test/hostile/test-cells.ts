import { beforeAll, expect, test } from "vitest";
import { typeCheck } from "../type-check.js";
import { type Cell, machines, type Outcome, type Ran, runCells } from "./cells.js";
import { anatomyOf } from "./inspect.js";

/** Tests what becomes of projects whose pins are moved on to hostile schemas. */
export function testCells(cells: readonly Cell[], on: readonly NodeJS.ProcessEnv[] = machines): void {
  let ran: Ran;
  let outcomes: readonly Outcome[];
  beforeAll(async () => {
    ran = await runCells(cells, on);
    outcomes = ran.outcomes.flat();
  }, 3_600_000);

  /** What is to be said of the cells of which something is. */
  const noted = (note: (outcome: Outcome) => unknown): [string, unknown][] =>
    outcomes
      .map((outcome) => [outcome.cell.name, note(outcome)] as [string, unknown])
      .filter(([, text]) => text !== undefined);

  test("do nothing but be read: no file elsewhere, no connection, no process, nothing executed, no end without an end", () => {
    expect(noted(({ strange }) => (strange.length > 0 ? strange : undefined))).toEqual([]);
    expect(noted(({ memory }) => (memory > 1e9 ? memory : undefined))).toEqual([]);
  });

  test("are refused with the file and the place, and then nothing has changed, or are pinned", () => {
    expect(
      noted(({ refused, said }) => (refused === undefined || isPlaced(refused, said[0]!) ? undefined : said)),
    ).toEqual([]);
    expect(
      noted(({ refused, files }) =>
        refused !== undefined && !isSame(files, ran.before) ? changesOf(files, ran.before) : undefined,
      ),
    ).toEqual([]);
    const isRefused = outcomes.map(({ refused }) => refused !== undefined);
    expect(isRefused).toContain(true);
    expect(isRefused).toContain(false);
  });

  test("are told of without what hides or speaks to a terminal", () => {
    expect(noted(({ said }) => said.find((line) => /[\p{Cc}\p{Bidi_Control}\u2028\u2029]/u.test(line)))).toEqual([]);
  });

  test.skipIf(on.length === 1)("give the same bytes in every locale and time zone", () => {
    const [one = [], ...others] = ran.outcomes;
    const differing = one.filter(({ files }, number) => others.some((other) => !isSame(files, other[number]!.files)));
    expect(differing.map(({ cell }) => cell.name)).toEqual([]);
  });

  test.each(["typescript", "typescript-5.9"] as const)(
    "leave types that %s understands, without an error",
    async (compiler) => {
      const clients = new Map<string, Outcome["files"]>();
      for (const { files } of outcomes) {
        const types = Object.entries(files).filter(
          ([path]) => path.startsWith("ovh/ovh-eu/") && path.endsWith(".d.ts"),
        );
        clients.set(JSON.stringify(types), Object.fromEntries(types));
      }
      const all = [...clients.values()].flatMap((files, number) =>
        Object.entries(files).map(([path, text]) => [`${number}/${path}`, text] as const),
      );
      const imports = all.map(
        ([path], number) => `import type * as module${number} from "./${path.replace(/\.d\.ts$/, ".js")}";`,
      );
      expect(clients.size).toBeGreaterThan(1);
      expect(await typeCheck([...all, ["main.ts", imports.join("\n")]], compiler)).toBe("");
    },
    600_000,
  );

  test("leave files of what a harmless schema's files are made of: types, tables, and no name or comment that is more", () => {
    const usual = new Map(Object.entries(ran.before).map(([path, content]) => [path, anatomyOf(path, content)]));
    const all = new Set([...usual.values()].flatMap(({ parts }) => [...parts]));
    const known = new Set<string>();
    const found: string[] = [];
    for (const { cell, files } of outcomes) {
      for (const [path, content] of Object.entries(files)) {
        if (known.has(path + content)) continue;
        known.add(path + content);
        const { parts, wrong } = anatomyOf(path, content);
        const expected = usual.get(path)?.parts ?? (path.endsWith(".d.ts") ? all : new Set());
        for (const problem of [...wrong, ...[...parts].filter((part) => !expected.has(part))]) {
          found.push(`${cell.name}: ${path}: ${problem}`);
        }
      }
    }
    expect(found).toEqual([]);
  });
}

const isPlaced = (refused: string, said: string): boolean =>
  refused === "SchemaError" &&
  /^(http:\/\/127\.0\.0\.1:\d+\/\d+\/1\.0\/(coffee\.json)?|schemas\/ovh-eu\/v1\/coffee\.json)(, at .+)?: ./.test(said);

function isSame(one: Outcome["files"], other: Outcome["files"]): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function changesOf(files: Outcome["files"], before: Outcome["files"]): string[] {
  return [...new Set([...Object.keys(files), ...Object.keys(before)])].filter((path) => files[path] !== before[path]);
}
