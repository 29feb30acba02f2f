import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { temporaryFolder } from "./support/folder.js";
import { runCommand } from "./support/run-command.js";

const run = promisify(execFile);
const example = fileURLToPath(new URL("fixtures/react-query", import.meta.url));
const compiler = fileURLToPath(new URL("../../../scripts/tsc.mjs", import.meta.url));
const pins = fileURLToPath(new URL("../../../schemas", import.meta.url));

describe("schema export", () => {
  test("writes chosen APIs in openapi-typescript's shape, which openapi-react-query takes", async () => {
    const output = join(example, "generated", "paths.d.ts");
    expect(await runCommand(["schema", "export", "ovh-eu", "--api", "me,domain", "--output", output])).toEqual({
      status: 0,
      stdout: "",
      stderr: "",
    });
    const types = await readFile(output, "utf8");
    expect(types).toContain("export interface paths {");
    expect(types).toContain("export interface components {");
    await expect(run(process.execPath, [compiler, "-p", example])).resolves.toMatchObject({ stdout: "" });
  });

  test("writes the same from pins as from the installed package", async () => {
    const output = join(await temporaryFolder(), "deep", "document.json");
    const common = ["schema", "export", "kimsufi-ca", "--shape", "openapi", "--api", "me,ip"];
    expect(await runCommand([...common, "--schemas", pins, "--output", output])).toMatchObject({
      status: 0,
      stderr: "",
    });
    const printed = await runCommand(common);
    expect(printed).toMatchObject({ status: 0, stderr: "" });
    expect(printed.stdout).toBe(await readFile(output, "utf8"));
    expect(Object.keys((JSON.parse(printed.stdout) as { paths: object }).paths)).toContain("/me/api/credential");
  });

  test("writes all APIs in one document where none is named", async () => {
    const printed = await runCommand(["schema", "export", "runabove-ca", "--shape", "openapi"]);
    expect(printed).toMatchObject({ status: 0, stderr: "" });
    const { openapi, paths } = JSON.parse(printed.stdout) as { openapi: string; paths: object };
    expect(openapi).toBe("3.1.0");
    expect(Object.keys(paths)).toHaveLength(36);
    expect(Object.keys(paths)).toEqual(expect.arrayContaining(["/me", "/flavor", "/auth/time"]));
  });

  test("names the APIs that there are when one is not", async () => {
    const refused = await runCommand(["schema", "export", "runabove-ca", "--api", "me,cloud"]);
    expect(refused).toMatchObject({ status: 1, stdout: "" });
    expect(refused.stderr).toMatch(/runabove-ca has no API "cloud"\. It has auth, flavor, /);
    expect(await runCommand(["schema", "export", "runabove-ca", "--api", "me,,"])).toMatchObject({ status: 2 });
  });
});
