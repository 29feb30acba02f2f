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
      const { code, ...rule } = await runCell(fault, cell, blackHole.port);
      const specified = expectedOf(fault, words);
      // The code of a broken connection is the runtime's, where the table does not say it.
      came[words.join(" ")] = specified.code === undefined ? rule : { ...rule, code };
      expected[words.join(" ")] = specified;
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
    ]);
  });
});
