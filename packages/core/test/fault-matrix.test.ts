import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type BlackHole, openBlackHole } from "./faults/black-hole.js";
import { cellsOf, runCell } from "./faults/cell.js";
import { expectedOf, faults } from "./faults/table.js";

describe("every fault, by every method, authentication and connection", () => {
  let blackHole: BlackHole;
  beforeAll(async () => {
    blackHole = await openBlackHole();
  });
  afterAll(() => blackHole[Symbol.asyncDispose]());

  it.each(faults)("$fault", async (fault) => {
    const came: Record<string, unknown> = {};
    const expected: Record<string, unknown> = {};
    for (const cell of cellsOf(fault)) {
      const words = Object.values(cell);
      const all = await runCell(fault, cell, blackHole.port);
      const specified = expectedOf(fault, words);
      // Where the table does not say it, the code of a broken connection is the runtime's, and so is the connection.
      const { code = all.code, newConnection = all.newConnection } = specified;
      came[words.join(" ")] = all;
      expected[words.join(" ")] = { ...specified, code, newConnection };
    }
    expect(came).toEqual(expected);
  });

  it("make 640 cells or more, of which a bare fetch misses few", () => {
    const cells = faults.flatMap(cellsOf);
    expect(faults.length).toBeGreaterThanOrEqual(40);
    expect(cells.length).toBeGreaterThanOrEqual(640);
    expect(faults.filter(({ fetch }) => fetch !== undefined).map(({ fault }) => fault)).toEqual([
      "a connection that does not come about",
      "a reset in the TLS handshake",
      "silence in the TLS handshake",
      "a keep-alive connection that is closed as the call starts",
      "408 once, on a connection that stays open",
    ]);
  });
});
