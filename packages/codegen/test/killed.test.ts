import { spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { generateRegion, SchemaError } from "../src/index.js";
import { schemas as pins } from "./pins.js";

const endpoint = "runabove-ca";
const codegen = import.meta.resolve("@ovh-typed/codegen");
let folder: string;
let schemas: string;
let output: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "killed-"));
  schemas = join(folder, "schemas");
  output = join(folder, "package/generated");
  await cp(join(pins, endpoint), join(schemas, endpoint), { recursive: true });
  await mkdir(output, { recursive: true });
  await writeFile(join(output, "old.txt"), "as it was");
});

afterEach(() => rm(folder, { recursive: true }));

/** Generates in a program of its own, which is killed the moment before the given call of the file system. */
async function generateKilled(at: "rename" | "rm", times: number): Promise<void> {
  const program = `
    import fs from "node:fs/promises";
    import { syncBuiltinESMExports } from "node:module";
    const { ${at}: real } = fs;
    let calls = 0;
    fs.${at} = (...given) => (++calls === ${times} ? process.kill(process.pid, "SIGKILL") : real(...given));
    syncBuiltinESMExports();
    const { generateRegion } = await import(${JSON.stringify(codegen)});
    await generateRegion(${JSON.stringify({ schemas, endpoint, output })});
  `;
  const child = spawn(process.execPath, ["--input-type=module", "--eval", program], { stdio: "inherit" });
  const [, signal] = (await once(child, "exit")) as [number | null, string | null];
  expect(signal).toBe("SIGKILL");
}

async function filesBeside(): Promise<string[]> {
  return readdir(join(folder, "package"));
}

describe("a generation that is killed", () => {
  test("with the old folder moved aside leaves it there, and the next one puts it back, even if it fails", async () => {
    await generateKilled("rename", 2);
    const api = join(schemas, endpoint, "v1/me.json");
    const whole = await readFile(api, "utf8");
    await writeFile(api, "{");
    await expect(generateRegion({ schemas, endpoint, output })).rejects.toThrow(SchemaError);
    expect(await readFile(join(output, "old.txt"), "utf8")).toBe("as it was");

    await writeFile(api, whole);
    await generateRegion({ schemas, endpoint, output });
    expect(await readdir(output)).not.toContain("old.txt");
    expect(await readdir(output)).toContain("operations.d.ts");
  });

  test("with the new folder in place leaves the new one, and the next one tidies up", async () => {
    // The first removes what an earlier one may have left aside.
    await generateKilled("rm", 2);
    expect(await readdir(output)).toContain("operations.d.ts");
    await generateRegion({ schemas, endpoint, output });
    expect(await filesBeside()).toEqual(["generated"]);
  });

  test("before anything was moved leaves the old one", async () => {
    await generateKilled("rename", 1);
    expect(await readFile(join(output, "old.txt"), "utf8")).toBe("as it was");
  });
});
