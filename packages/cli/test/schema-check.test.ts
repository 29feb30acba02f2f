import { cp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, onTestFinished, test } from "vitest";
import { temporaryFolder } from "./support/folder.js";
import { runCommand } from "./support/run-command.js";
import { exampleSchemas, serveSchemas } from "./support/schema-server.js";

const pins = fileURLToPath(new URL("../../../schemas", import.meta.url));

describe("schema check", () => {
  test("finds a pin whole", async () => {
    const { status, stdout } = await runCommand(["schema", "check", "runabove-ca", "--schemas", pins, "--json"]);
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject([{ endpoint: "runabove-ca", problems: [] }]);
  });

  test("names the file that was edited, and exits 1", async () => {
    const schemas = await temporaryFolder();
    await cp(join(pins, "runabove-ca"), join(schemas, "runabove-ca"), { recursive: true });
    const file = join(schemas, "runabove-ca", "v1", "me.json");
    await writeFile(file, (await readFile(file, "utf8")).replace("{", "{ "));
    const run = await runCommand(["schema", "check", "--schemas", schemas]);
    expect(run.status).toBe(1);
    expect(run.stdout).toContain(`  ${file}: not written as a pull writes it`);
    expect(run.stderr).toBe("ovh-typed: not whole: runabove-ca. Pull again, or take back what was changed by hand.\n");
  });

  test("tells by API what an endpoint serves that is not pinned, where it is asked to", async () => {
    const folder = await temporaryFolder();
    let schemas = exampleSchemas();
    const { origin, server } = await serveSchemas(() => schemas);
    onTestFinished(() => void server.close());
    await runCommand(["schema", "pull", "ovh-eu", "--base", `${origin}/v1`, "--schemas", folder]);
    const check = ["schema", "check", "--online", "--schemas", folder];
    expect(await runCommand(check)).toEqual({
      status: 0,
      stdout: `ovh-eu: 2 APIs, 2 paths, 2 operations\n  v1 at ${origin}/v1 is what is pinned\n`,
      stderr: "",
    });
    schemas = { ...schemas, "/pet.json": schemas["/pet.json"]!.replace('"string"', '"text"') };
    expect((await runCommand(check)).stdout).toContain(`  v1 at ${origin}/v1 has moved on\n    changed 1 API: /pet\n`);
  });

  test("compares what was generated", async () => {
    const output = await temporaryFolder();
    const folders = ["runabove-ca", "--schemas", pins, "--output", output];
    await runCommand(["schema", "generate", ...folders]);
    expect((await runCommand(["schema", "check", ...folders])).status).toBe(0);
    const file = join(output, "runabove-ca/tables.js");
    await writeFile(file, "");
    const run = await runCommand(["schema", "check", ...folders]);
    expect(run.status).toBe(1);
    expect(run.stdout).toContain(`  ${file}: not as it is generated; generate again\n`);
  });

  test("says where there is nothing to check", async () => {
    const schemas = await temporaryFolder();
    expect(await runCommand(["schema", "check", "--schemas", schemas])).toMatchObject({
      status: 1,
      stderr: `ovh-typed: There is no pin in ${schemas}: name another folder with --schemas, or pull one first.\n`,
    });
  });
});
