import { describe } from "vitest";
import { cellsOf } from "../test/hostile/cells.js";
import { testCells } from "../test/hostile/test-cells.js";

const step = Number(process.env["SWEEP_STEP"] ?? 1);

// Other ones than every test run looks at.
describe("schemas that mean harm", () => {
  testCells(cellsOf(step, step - 1));
});
