import { cp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { temporaryFolder } from "./support/folder.js";
import { runCommand } from "./support/run-command.js";

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

  test("says where there is nothing to check", async () => {
    const schemas = await temporaryFolder();
    expect(await runCommand(["schema", "check", "--schemas", schemas])).toMatchObject({
      status: 1,
      stderr: `ovh-typed: There is no pin in ${schemas}: name another folder with --schemas, or pull one first.\n`,
    });
  });
});
