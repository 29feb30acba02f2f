import { spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { checkPin, generateRegion, pinnedEndpoints, pull, SchemaError } from "../src/index.js";
import { filesOf } from "./files.js";
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

/** All that changes what is on the disk. */
const writing = ["cp", "mkdir", "mkdtemp", "rename", "rm", "writeFile"];

/**
 * Runs a program that is killed the moment before a call of the file system, of these the given one.
 *
 * @returns Whether it was: not, when it had done all by then.
 */
async function runKilled(program: string, times: number, at: readonly string[] = writing): Promise<boolean> {
  const killing = `
    import fs from "node:fs/promises";
    import { syncBuiltinESMExports } from "node:module";
    let calls = 0;
    for (const name of ${JSON.stringify(at)}) {
      const real = fs[name];
      fs[name] = (...given) => (++calls === ${times} ? process.kill(process.pid, "SIGKILL") : real(...given));
    }
    syncBuiltinESMExports();
    ${program}
  `;
  const child = spawn(process.execPath, ["--input-type=module", "--eval", killing], { stdio: "inherit" });
  const [status, signal] = (await once(child, "exit")) as [number | null, string | null];
  expect(signal ?? status).toBe(signal === null ? 0 : "SIGKILL");
  return signal !== null;
}

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
  const endpoints = ["ovh-ca", "ovh-eu"];
  const apis = ["/coffee", "/hot/chocolate", "/hot/tea", "/milk", "/water"];
  /** What every operation answers, as it is served. */
  let served: string;
  let server: Server;
  let targets: { endpoint: string; version: string; base: string }[];

  beforeEach(async () => {
    server = createServer((request, response) => {
      const path = (request.url ?? "").replace(/^\/v[12]|\.json$/g, "");
      const operations = [{ httpMethod: "GET", responseType: served }];
      const file = { apiVersion: "1", basePath: "", resourcePath: path, apis: [{ path, operations }] };
      response.end(JSON.stringify(path === "/" ? { basePath: "", apis: apis.map((api) => ({ path: api })) } : file));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    targets = endpoints.flatMap((name) =>
      ["v1", "v2"].map((v) => ({ endpoint: name, version: v, base: `${base}/${v}` })),
    );
  });

  afterEach(() => server.close());

  async function pullTo(place: string, answer: string): Promise<Record<string, string>[]> {
    served = answer;
    await pull({ schemas: place, targets });
    for (const name of endpoints) await writeFile(join(place, name, "overrides.json"), "{}");
    return Promise.all(endpoints.map((name) => filesOf(join(place, name))));
  }

  function killedPull(times: number, at?: readonly string[]): Promise<boolean> {
    const program = `
      const { pull } = await import(${JSON.stringify(codegen)});
      await pull(${JSON.stringify({ schemas, targets })});
    `;
    return runKilled(program, times, at);
  }

  test("between any two writes leaves each pin whole", { timeout: 120_000 }, async () => {
    const fresh = await pullTo(join(folder, "new"), "string");
    const old = await pullTo(join(folder, "old"), "long");
    served = "string";
    const outcomes: string[] = [];
    for (let times = 1, isKilled = true; isKilled; times++) {
      await rm(schemas, { recursive: true });
      await cp(join(folder, "old"), schemas, { recursive: true });
      isKilled = await killedPull(times);
      expect(await pinnedEndpoints(schemas)).toEqual(endpoints);
      const outcome = endpoints.map(async (name, index) => {
        const files = await filesOf(join(schemas, name));
        const isNew = files["pin.json"] === fresh[index]!["pin.json"];
        expect(files).toEqual((isNew ? fresh : old)[index]);
        return isNew ? "new" : "old";
      });
      outcomes.push((await Promise.all(outcome)).join());
    }
    expect(outcomes.length).toBeGreaterThan(50);
    // One pin after the other, and none of them in part.
    expect([...new Set(outcomes)]).toEqual(["old,old", "new,old", "new,new"]);
    expect(await readdir(schemas)).toEqual(endpoints);
  });

  test("leaves what the next one puts in order", async () => {
    await rm(schemas, { recursive: true });
    const [old] = await pullTo(schemas, "long");
    served = "string";
    // Before the second move of a folder: the old pin lies aside, and there is none in its place.
    expect(await killedPull(2, ["rename"])).toBe(true);
    expect((await readdir(schemas)).sort()).toEqual([
      ".ovh-ca.replaced",
      expect.stringMatching(/^\.staging-/) as string,
      "ovh-eu",
    ]);
    expect(await checkPin(schemas, "ovh-ca")).toMatchObject({ problems: [] });
    expect(await filesOf(join(schemas, "ovh-ca"))).toEqual(old);
    await pull({ schemas, targets });
    expect(await readdir(schemas)).toEqual(endpoints);
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
