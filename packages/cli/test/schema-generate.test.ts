import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { snapshot, temporaryFolder } from "./support/folder.js";
import { runCommand } from "./support/run-command.js";

const pins = fileURLToPath(new URL("../../../schemas", import.meta.url));

function generate(output: string) {
  return runCommand(["schema", "generate", "runabove-ca", "--schemas", pins, "--output", output, "--json"]);
}

describe("schema generate", () => {
  test("writes types and documents, and the same again the second time", async () => {
    const output = await temporaryFolder();
    const run = await generate(output);
    expect(run).toMatchObject({ status: 0, stderr: "" });
    expect(JSON.parse(run.stdout)).toEqual([{ endpoint: "runabove-ca", output: join(output, "runabove-ca") }]);
    const first = await snapshot(output);
    expect(first["runabove-ca/api/me.d.ts"]?.content).toContain("firstname");
    expect(Object.keys(first)).toContain("runabove-ca/openapi/me.json.br");
    expect(await generate(output)).toMatchObject({ status: 0 });
    const contents = (files: typeof first) => Object.entries(files).map(([path, { content }]) => [path, content]);
    expect(contents(await snapshot(output))).toEqual(contents(first));
  });

  test("does not replace a folder that it did not write", async () => {
    const output = await temporaryFolder();
    const file = join(output, "runabove-ca", "thesis.txt");
    await mkdir(join(output, "runabove-ca"));
    await writeFile(file, "ten years of work");
    const run = await generate(output);
    expect(run.status).toBe(1);
    expect(run.stderr).toContain("holds files that were not generated");
    expect(await readFile(file, "utf8")).toBe("ten years of work");
  });
});
