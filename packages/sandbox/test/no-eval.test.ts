import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";

test("a sandbox works where code may not be made from strings", async () => {
  const program = fileURLToPath(new URL("fixtures/no-eval.mjs", import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, ["--disallow-code-generation-from-strings", program]);
  expect(stdout.trim().split("\n")).toEqual([
    "200",
    "200",
    expect.stringMatching(/^400 .*Invalid parameter: fieldType \(query\) must be equal to one of/),
    "200",
    expect.stringMatching(/^400 .*Missing parameter: target \(body\)/),
  ]);
});
