import { execFileSync } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Run, runCommand } from "./support/run-command.js";

const pins = fileURLToPath(new URL("../../../schemas", import.meta.url));

/** A repository whose pin was committed, and changed since: an operation is gone, and nothing else. */
let repository: string;

beforeAll(async () => {
  repository = await mkdtemp(join(tmpdir(), "ovh-typed-cli-"));
  await mkdir(join(repository, "schemas"));
  await cp(join(pins, "runabove-ca"), join(repository, "schemas/runabove-ca"), { recursive: true });
  const git = (...args: string[]): Buffer => execFileSync("git", ["-C", repository, ...args]);
  git("init", "--quiet");
  git("add", ".");
  git("-c", "user.name=Ada", "-c", "user.email=ada@example.com", "commit", "--quiet", "-m", "pin");
  const file = join(repository, "schemas/runabove-ca/v1/me.json");
  const api = JSON.parse(await readFile(file, "utf8")) as { operations: Record<string, unknown> };
  delete api.operations["GET /me/usage"];
  await writeFile(file, JSON.stringify(api));
});

afterAll(() => rm(repository, { recursive: true }));

function diff(...args: string[]): Promise<Run> {
  return runCommand(["schema", "diff", ...args], repository);
}

const summary = {
  operations: { added: 0, removed: 1, removedAnnounced: 0, breaking: 0, soft: 0, compatible: 50 },
  models: { added: 0, removed: 0, changed: 0 },
};

describe("schema diff", () => {
  test("compares the pins with those that are committed", async () => {
    expect(await diff()).toEqual({
      status: 0,
      stdout: `operations: 0 added, 1 removed (0 announced), 0 breaking, 0 soft, 50 compatible
models: 0 added, 0 removed, 0 changed

Breaking for requests (1)
  GET /me/usage
    is gone, unannounced
`,
      stderr: "",
    });
  });

  test("compares folders of a revision and of the disk, as one line of JSON, and fails on what is not wanted", async () => {
    const run = await diff("HEAD:schemas/runabove-ca", "schemas/runabove-ca", "--json", "--fail-on", "breaking,soft");
    expect(run.status).toBe(1);
    expect(run.stderr).toBe(
      "ovh-typed: the newer schemas have what --fail-on names: 1 finding of breaking-requests.\n",
    );
    const found = JSON.parse(run.stdout) as { readonly findings: readonly unknown[] };
    expect(found).toMatchObject({ summary, findings: [{ rule: "operation-removed", operation: "GET /me/usage" }] });
    expect(run.stdout.trimEnd()).not.toContain("\n");
  });

  test("compares an installed package with the pins", async () => {
    const modules = join(repository, "node_modules/@ovh-typed");
    await mkdir(modules, { recursive: true });
    await symlink(fileURLToPath(new URL("../../runabove-ca", import.meta.url)), join(modules, "runabove-ca"));
    const run = await diff("@ovh-typed/runabove-ca", "schemas", "--json");
    expect(JSON.parse(run.stdout)).toMatchObject({
      summary,
      findings: [{ rule: "operation-removed", operation: "GET /me/usage" }],
    });
  });

  test("compares two endpoints, says so, and lists what it is told, as Markdown", async () => {
    const run = await diff(join(pins, "kimsufi-ca"), join(pins, "kimsufi-eu"), "--markdown", "--class", "breaking");
    expect(run).toMatchObject({ status: 0, stderr: "" });
    expect(run.stdout).toMatch(/^> two endpoints are compared: kimsufi-ca with kimsufi-eu\n- operations: /);
    expect(run.stdout).toContain("\n### Breaking for requests (");
    expect(run.stdout).not.toContain("### Additive");
  });

  test.each([
    [
      "no folder and no revision",
      ["HEAD~9"],
      '"HEAD~9" is no folder, no installed package of a region, and no git revision that has schemas.',
    ],
    [
      "no folder of a revision",
      ["HEAD:pins"],
      '"HEAD:pins" is no folder, no installed package of a region, and no git revision that has such a folder.',
    ],
    [
      "no pin",
      [".git"],
      ".git: neither a pin (pin.json), nor pins, nor schemas as OVH serves them (index.json) are in it",
    ],
    [
      "a revision whose pin is none",
      ["HEAD:schemas/runabove-ca/v1"],
      "HEAD:schemas/runabove-ca/v1: neither a pin (pin.json), nor pins, nor schemas as OVH serves them (index.json) are in it",
    ],
  ])("refuses %s", async (_, args, message) => {
    expect(await diff(...args)).toEqual({ status: 1, stdout: "", stderr: `ovh-typed: ${message}\n` });
  });

  test("knows the classes that it can list", async () => {
    const run = await diff("--fail-on", "broken");
    expect(run.status).toBe(2);
    expect(run.stderr).toContain("Of these expected: breaking, breaking-requests,");
  });
});
