import { cp, mkdtemp, rm } from "node:fs/promises";
import type { Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { snapshot, temporaryFolder } from "./support/folder.js";
import { emptyHome, pty } from "./support/home.js";
import { type Run, runCommand } from "./support/run-command.js";
import { exampleSchemas, type Schemas, serveSchemas } from "./support/schema-server.js";

let schemas: Schemas;
let origin: string;
let server: Server;
/** The example schemas pinned: what most tests start from. */
let pinned: string;

beforeAll(async () => {
  schemas = exampleSchemas();
  ({ origin, server } = await serveSchemas(() => schemas));
  pinned = await mkdtemp(join(tmpdir(), "ovh-typed-cli-"));
  await pull(pinned);
});

beforeEach(() => {
  schemas = exampleSchemas();
});

afterAll(async () => {
  server.close();
  await rm(pinned, { recursive: true });
});

async function pinnedFolder(): Promise<string> {
  const folder = await temporaryFolder();
  await cp(pinned, folder, { recursive: true });
  return folder;
}

function pull(folder: string, ...more: string[]): Promise<Run> {
  return runCommand(["schema", "pull", "ovh-eu", "--base", `${origin}/v1`, "--schemas", folder, ...more]);
}

describe("schema pull", () => {
  test("pins what a base serves and says what it found", async () => {
    const folder = await temporaryFolder();
    const run = await pull(folder, "--captured", "2024-06", "--source", "https://eu.api.ovh.com/v1");
    expect(run).toEqual({
      status: 0,
      stdout: `ovh-eu v1 from ${origin}/v1\n  2 APIs, 2 paths, 2 operations\n  added 2 APIs: /clock, /pet\n`,
      stderr: "",
    });
    const files = await snapshot(folder);
    expect(Object.keys(files)).toEqual(["ovh-eu/pin.json", "ovh-eu/v1/clock.json", "ovh-eu/v1/pet.json"]);
    expect(files["ovh-eu/pin.json"]?.content).toContain('"source": "https://eu.api.ovh.com/v1"');
    expect(files["ovh-eu/pin.json"]?.content).toContain('"captured": "2024-06"');
    expect(files["ovh-eu/v1/pet.json"]?.content).not.toContain("A pet");
  });

  test("changes no file the second time", async () => {
    const folder = await pinnedFolder();
    const before = await snapshot(folder);
    const run = await pull(folder);
    expect(run).toMatchObject({ status: 0, stderr: "" });
    expect(run.stdout).toContain("no API has changed");
    expect(await snapshot(folder)).toEqual(before);
  });

  test("says what was added, changed and removed", async () => {
    const folder = await pinnedFolder();
    schemas["/pet.json"] = schemas["/pet.json"]!.replace('"string"', '"text"');
    schemas["/"] = schemas["/"]!.replaceAll("/clock", "/watch");
    schemas["/watch.json"] = schemas["/clock.json"]!.replaceAll("/clock", "/watch");
    const { status, stdout } = await pull(folder, "--json", "--accept-removals");
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toEqual([
      {
        endpoint: "ovh-eu",
        version: "v1",
        base: `${origin}/v1`,
        apis: 2,
        paths: 2,
        operations: 2,
        unknown: [],
        leftOut: [],
        added: ["/watch"],
        changed: ["/pet"],
        removed: ["/clock"],
        summary: {
          operations: { added: 1, removed: 1, removedAnnounced: 0, breaking: 0, soft: 0, compatible: 1 },
          models: { added: 0, removed: 0, changed: 1 },
        },
      },
    ]);
    expect(Object.keys(await snapshot(folder))).toContain("ovh-eu/v1/watch.json");
  });

  test("says on one screen what that means", async () => {
    const folder = await pinnedFolder();
    schemas["/pet.json"] = schemas["/pet.json"]!.replace('"string"', '"long"');
    expect(await pull(folder)).toEqual({
      status: 0,
      stdout: `ovh-eu v1 from ${origin}/v1
  2 APIs, 2 paths, 2 operations
  changed 1 API: /pet
  operations: 0 added, 0 removed, 1 breaking, 0 soft, 1 compatible
  models: 0 added, 0 removed, 1 changed

  Breaking for answers (1)
    pet.Pet (GET /pet/{petId})
      name is another type: string → long
`,
      stderr: "",
    });
  });

  test.skipIf(pty === undefined)("shows in a terminal how far it is", async () => {
    const { startInTerminal } = await emptyHome();
    const { status, stdout } = await startInTerminal(["schema", "pull", "ovh-eu", "--base", `${origin}/v1`]).ended;
    expect(status).toBe(0);
    expect(stdout).toMatch(/2 of 2 APIs[^]*ovh-eu v1 from /);
  });

  test("refuses to lose more than 5 % of all operations, until somebody has looked", async () => {
    const folder = await pinnedFolder();
    const before = await snapshot(folder);
    schemas["/"] = schemas["/"]!.replaceAll("/clock", "/watch");
    schemas["/watch.json"] = schemas["/clock.json"]!.replaceAll("/clock", "/watch");
    expect(await pull(folder)).toEqual({
      status: 1,
      stdout: "",
      stderr: `ovh-typed: ${origin}/v1: 1 of 2 pinned operations (50.0 %, more than 5 %) are gone, such as GET /clock; if that is right, accept it with --accept-removals\n`,
    });
    expect(await snapshot(folder)).toEqual(before);
  });

  test("takes the version from the base's last segment, and keeps the other version", async () => {
    const folder = await pinnedFolder();
    await pull(folder, "--base", `${origin}/v2`);
    expect(Object.keys(await snapshot(folder))).toEqual([
      "ovh-eu/pin.json",
      "ovh-eu/v1/clock.json",
      "ovh-eu/v1/pet.json",
      "ovh-eu/v2/clock.json",
      "ovh-eu/v2/pet.json",
    ]);
  });

  test("keeps OVH's descriptions when asked to", async () => {
    const folder = await temporaryFolder();
    await pull(folder, "--descriptions");
    expect((await snapshot(folder))["ovh-eu/v1/pet.json"]?.content).toContain("A pet");
  });

  test("pins keys and types it does not know, with a warning", async () => {
    const folder = await temporaryFolder();
    schemas["/clock.json"] = schemas["/clock.json"]!.replace(
      '"responseType":"long"',
      '"responseType":"epoch","zone":1',
    );
    const { status, stderr } = await pull(folder);
    expect(status).toBe(0);
    expect(stderr).toBe("warning: ovh-eu v1 uses what this version does not know: operation.zone, type epoch\n");
  });

  test("leaves out an operation that it cannot read, with a warning, and pins the rest", async () => {
    const folder = await temporaryFolder();
    schemas["/clock.json"] = schemas["/clock.json"]!.replace('"httpMethod":"GET"', '"httpMethod":"PATCH"');
    const { status, stdout, stderr } = await pull(folder);
    expect(status).toBe(0);
    expect(stdout).toContain("2 APIs, 1 path, 1 operation\n");
    expect(stderr).toMatch(
      /^warning: ovh-eu v1 has 1 part that this version cannot read, left out:\n {2}\/clock: PATCH \/clock, at httpMethod: .+\n$/,
    );
    expect((await snapshot(folder))["ovh-eu/pin.json"]?.content).toContain('"leftOut": ["/clock: PATCH /clock, at');
  });

  // What else is refused stands in codegen's table of broken upstreams.
  const broken = [
    {
      name: "an HTML index",
      path: "/",
      edit: (_: string) => "<!doctype html>",
      place: "/v1/: a JSON schema expected",
    },
    {
      name: "a truncated file",
      path: "/pet.json",
      edit: (file: string) => file.slice(0, -40),
      place: "/v1/pet.json: not JSON",
    },
  ];

  test.for(broken)("refuses $name, says where, and changes nothing", async ({ path, edit, place }) => {
    const folder = await pinnedFolder();
    const before = await snapshot(folder);
    schemas[path] = edit(schemas[path]!);
    schemas["/clock.json"] = schemas["/clock.json"]!.replace('"long"', '"string"');
    const run = await pull(folder);
    expect(run.status).toBe(1);
    expect(run.stdout).toBe("");
    expect(run.stderr).toContain(`ovh-typed: ${origin}${place}`);
    expect(run.stderr.trimEnd().split("\n")).toHaveLength(1);
    expect(await snapshot(folder)).toEqual(before);
  });

  test("renews every pinned endpoint from the base it came from", async () => {
    const folder = await pinnedFolder();
    const { stdout, status } = await runCommand(["schema", "pull", "--schemas", folder]);
    expect(status).toBe(0);
    expect(stdout).toContain(`ovh-eu v1 from ${origin}/v1\n`);
  });

  test("refuses what is not there to be pulled", async () => {
    const folder = await temporaryFolder();
    const nothing = await runCommand(["schema", "pull", "--schemas", join(folder, "none")]);
    expect(nothing).toMatchObject({
      status: 1,
      stderr: expect.stringContaining("name the endpoints to pull") as string,
    });
    const retired = await runCommand(["schema", "pull", "runabove-ca", "--schemas", folder]);
    expect(retired).toMatchObject({ status: 1, stderr: expect.stringContaining("--base") as string });
    const noV2 = await runCommand(["schema", "pull", "ks-eu", "--api-version", "v2", "--schemas", folder]);
    expect(noV2).toMatchObject({ status: 1, stderr: "ovh-typed: kimsufi-eu has no v2.\n" });
  });
});
