import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import type { Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Run, runCommand } from "./support/run-command.js";
import { exampleSchemas, type Schemas, serveSchemas } from "./support/schema-server.js";

let schemas: Schemas;
let server: Server;
let base: string;
let project: string;

beforeEach(async () => {
  schemas = exampleSchemas();
  const served = await serveSchemas(() => schemas);
  server = served.server;
  base = `${served.origin}/v1`;
  project = await mkdtemp(join(tmpdir(), "ovh-typed-pin-"));
});

afterEach(async () => {
  server.close();
  await rm(project, { recursive: true });
});

const pin = (): Promise<Run> =>
  runCommand(["schema", "pin", "ovh-ca", "--base", base, "--source", "https://ca.api.ovh.com/v1"], project);
const update = (): Promise<Run> => runCommand(["schema", "update", "--base", base], project);

/** An API's file, as far as it is changed here. */
interface ApiFile {
  readonly apis: readonly { readonly operations: readonly object[] }[];
}

/** Changes an API's file. */
function changed(file: string, change: (value: ApiFile) => object): void {
  const value = JSON.parse(schemas[file]!) as ApiFile;
  schemas[file] = JSON.stringify({ ...value, ...change(value) });
}

/** The files of a folder, with what is in them. */
async function filesIn(folder: string): Promise<[string, string][]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  return Promise.all(files.sort().map(async (file) => [file, await readFile(file, "latin1")] as [string, string]));
}

test("schema pin and schema update refuse a reference to a file: exit 1, file and place named, nothing done, not by a terminal either", async () => {
  expect(await pin()).toMatchObject({ status: 0 });
  const before = await filesIn(project);
  changed("/pet.json", () => ({ models: { "pet.Pet": { $ref: "file:///etc/passwd\u001b]0;fired\u0007" } } }));
  const said = String.raw`a reference, to file:///etc/passwd\u001b]0;fired\u0007, is not followed`;
  for (const run of [await pin(), await update()]) {
    const stderr = `ovh-typed: ${base}/pet.json, at models.pet.Pet.$ref: ${said}\n`;
    expect(run).toEqual({ status: 1, stdout: "", stderr });
    expect(await filesIn(project)).toEqual(before);
  }
});

test("schema unpin takes an endpoint out again, and says what is pinned still", async () => {
  expect(await pin()).toMatchObject({ status: 0 });
  expect(await runCommand(["schema", "unpin", "ovh-eu"], project)).toMatchObject({
    status: 1,
    stderr: expect.stringMatching(/ovh-pins\.lock\.json, at endpoints: ovh-eu is not pinned\n$/) as string,
  });
  expect(await runCommand(["schema", "unpin", "ovh-ca"], project)).toEqual({
    status: 0,
    stdout: "ovh-ca: no longer pinned. Nothing is pinned any more.\n",
    stderr: "",
  });
});

test("schema pin and schema update leave out what is strange, count it, and say so", async () => {
  changed("/pet.json", ({ apis: [path] }) => {
    const [get] = path!.operations;
    return {
      apis: [
        { ...path, operations: [get, { ...get, httpMethod: "PATCH" }] },
        { ...path, path: "/pet/{petId}:restart" },
        { path: "/pet/{petId}/food", description: null, operations: [{ ...get, isNew: true }] },
      ],
    };
  });
  const report = expect.stringMatching(
    / ovh-ca v1 has 2 parts that this version cannot read, left out:[^]*PATCH \/pet\/\{petId\}, at httpMethod: [^]*GET \/pet\/\{petId\}:restart, at path: /,
  ) as string;
  const pinned = await pin();
  expect(pinned).toMatchObject({ status: 0, stderr: report });
  expect(pinned.stderr).toContain("operation.isNew");
  const types = await readFile(join(project, "ovh/ovh-ca/api/pet.d.ts"), "utf8");
  expect(types).toContain('"/pet/{petId}": ');
  expect(types).toContain('"/pet/{petId}/food": ');
  changed("/pet.json", () => ({ apiVersion: "2" }));
  expect(await update()).toMatchObject({ status: 0, stderr: report });
});
