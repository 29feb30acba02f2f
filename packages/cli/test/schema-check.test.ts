import { cp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { generateRegion, pull } from "@ovh-typed/codegen";
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
    expect(run.stderr).toBe(
      "ovh-typed: not whole: runabove-ca. Pull or generate again, or take back what was changed by hand.\n",
    );
  });

  test("tells by API what an endpoint serves that is not pinned, where it is asked to", async () => {
    const folder = await temporaryFolder();
    let schemas = exampleSchemas();
    const { origin, server } = await serveSchemas(() => schemas);
    onTestFinished(() => void server.close());
    const targets = ["v1", "v2"].map((version) => ({ endpoint: "ovh-eu", version, base: `${origin}/${version}` }));
    await pull({ schemas: folder, targets: targets.slice(0, 1) });
    schemas = { ...schemas, "/pet.json": schemas["/pet.json"]!.replace('"string"', '"text"') };
    await pull({ schemas: folder, targets: targets.slice(1) });
    expect(await runCommand(["schema", "check", "--online", "--schemas", folder])).toEqual({
      status: 0,
      stdout: `ovh-eu: 4 APIs, 4 paths, 4 operations
  v1 at ${origin}/v1 has moved on
    changed 1 API: /pet
  v2 at ${origin}/v2 is what is pinned
`,
      stderr: "",
    });
  });

  test("compares what was generated", async () => {
    const output = await temporaryFolder();
    await generateRegion({ schemas: pins, endpoint: "runabove-ca", output: join(output, "runabove-ca") });
    const file = join(output, "runabove-ca/tables.js");
    await writeFile(file, "");
    const run = await runCommand(["schema", "check", "runabove-ca", "--schemas", pins, "--output", output]);
    expect(run.status).toBe(1);
    expect(run.stdout).toContain(`\n  ${file}: not as it is generated; generate again\n`);
  });

  test("says where there is nothing to check", async () => {
    const schemas = await temporaryFolder();
    expect(await runCommand(["schema", "check", "--schemas", schemas])).toMatchObject({
      status: 1,
      stderr: `ovh-typed: There is no pin in ${schemas}: name another folder with --schemas, or pull one first.\n`,
    });
  });
});
