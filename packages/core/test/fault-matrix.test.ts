import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type BlackHole, openBlackHole } from "./faults/black-hole.js";
import { type Cell, cellsOf, runCell } from "./faults/cell.js";
import { expectedOf, faults, transports } from "./faults/table.js";

// Over undici a connection that does not come about takes a second in earnest, for all the cells at once.
describe.each(transports)("every fault over %s, by every method, authentication and connection", (over) => {
  let blackHole: BlackHole;
  beforeAll(async () => {
    blackHole = await openBlackHole();
  });
  afterAll(() => blackHole[Symbol.asyncDispose]());

  it.each(faults)("$fault", async (fault) => {
    const came: Record<string, unknown> = {};
    const expected: Record<string, unknown> = {};
    const run = async (cell: Cell): Promise<void> => {
      const words = Object.values(cell);
      const all = await runCell(fault, cell, over, blackHole.port);
      const specified = expectedOf(fault, words, over);
      // Where the table does not say it, the code of a broken connection is the runtime's, and so is the connection.
      const { code = all.code, newConnection = all.newConnection } = specified;
      came[words.join(" ")] = all;
      expected[words.join(" ")] = { ...specified, code, newConnection };
    };
    if (over === "undici") await Promise.all(cellsOf(fault).map(run));
    else for (const cell of cellsOf(fault)) await run(cell);
    expect(came).toEqual(expected);
  });

  it("makes 640 cells or more, of which either misses few", () => {
    const cells = faults.flatMap(cellsOf);
    expect(faults.length).toBeGreaterThanOrEqual(40);
    expect(cells.length).toBeGreaterThanOrEqual(640);
    const missed = {
      fetch: [
        "a connection that does not come about",
        "a reset in the TLS handshake",
        "silence in the TLS handshake",
        "a keep-alive connection that is closed as the call starts",
        "408 once, on a connection that stays open",
      ],
      undici: ["a keep-alive connection that is closed as the call starts"],
    };
    expect(faults.filter(({ [over]: limit }) => limit !== undefined).map(({ fault }) => fault)).toEqual(missed[over]);
  });
});
