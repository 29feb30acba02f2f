import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { checkPin, generateRegion, SchemaError } from "../src/index.js";
import { createPullScene, type PullScene, runKilled, writing } from "./killing.js";
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
    const { generateRegion } = await import(${JSON.stringify(codegen)});
    await generateRegion(${JSON.stringify({ schemas, endpoint, output })});
  `;
  expect(await runKilled(program, times, [at])).toBe(true);
}

async function filesBeside(): Promise<string[]> {
  return readdir(join(folder, "package"));
}

describe("a pull that is killed", () => {
  let scene: PullScene;
  let place: string;
  beforeAll(async () => {
    place = await mkdtemp(join(tmpdir(), "killed-"));
    scene = await createPullScene(place);
  });
  afterAll(async () => {
    scene.close();
    await rm(place, { recursive: true });
  });

  // Every place is looked at by the sweep.
  test.each<[string, number, readonly string[], string]>([
    ["while it writes beside what is there", 20, writing, "old,old"],
    ["before the new pin takes its place", 2, ["rename"], "old,old"],
    ["before that endpoint's new pin takes its place", 4, ["rename"], "new,old"],
    ["before it tidies up", 5, ["rm"], "new,new"],
  ])("%s leaves each pin whole", async (_, times, at, outcome) => {
    expect(await scene.kill(times, at)).toEqual({ wasKilled: true, outcome });
  });

  test("leaves what the next one puts in order", async () => {
    // The old pin lies aside then, and there is none in its place.
    expect(await scene.killOnly(2, ["rename"])).toBe(true);
    expect((await readdir(scene.schemas)).sort()).toEqual([
      ".ovh-ca.replaced",
      expect.stringMatching(/^\.staging-/) as string,
      "ovh-eu",
    ]);
    expect(await checkPin(scene.schemas, "ovh-ca")).toMatchObject({ problems: [] });
    await scene.pull();
    expect(await readdir(scene.schemas)).toEqual(["ovh-ca", "ovh-eu"]);
  });
});

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
    // The first two remove what earlier ones may have left aside, of a pin and of what was generated.
    await generateKilled("rm", 3);
    expect(await readdir(output)).toContain("operations.d.ts");
    await generateRegion({ schemas, endpoint, output });
    expect(await filesBeside()).toEqual(["generated"]);
  });

  test("before anything was moved leaves the old one", async () => {
    await generateKilled("rename", 1);
    expect(await readFile(join(output, "old.txt"), "utf8")).toBe("as it was");
  });
});
