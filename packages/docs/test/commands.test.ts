import { spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { runNode } from "@ovh-typed/size/run-node";
import { describe, expect, inject, onTestFinished, test } from "vitest";
import { blocksOf, documentsIn, read } from "./support/documents.js";
import { own } from "./support/project.js";

const project = inject("project");

const documents = [
  "README.md",
  ...(await documentsIn("docs")),
  ...(await documentsIn("docs/recipes")),
  ...own.map((name) => `packages/${name}/README.md`),
];

/** What is typed into a shell, by document, in its order. */
const shells = await Promise.all(
  documents.map(async (document) => {
    const lines = blocksOf(await read(document))
      .filter(({ language }) => language === "sh")
      .flatMap(({ code }) => code.split("\n"))
      .map((line) => line.replace(/\s+#.*$/, ""));
    return { document, lines };
  }),
);

/** The package of a program, where it has another name. */
const packageOf: Readonly<Record<string, string>> = { tsc: "typescript" };

describe("what the documents have people type", () => {
  test.each(shells)("$document says what to install before it calls it by npx", ({ lines }) => {
    const installed = new Set<string>();
    const missing: string[] = [];
    for (const line of lines) {
      for (const name of /^npm install (?:--save-dev )?(.*)/.exec(line)?.[1]?.split(" ") ?? []) installed.add(name);
      // What npx is told to bring along needs no installation.
      const [, program] = /\bnpx (?!-)(\S+)/.exec(line) ?? [];
      if (program !== undefined && !installed.has(packageOf[program] ?? program)) missing.push(line);
    }
    expect(missing).toEqual([]);
  });

  /** What is typed after the command's name, by the words that choose what it does: `schema pull` → `schema pull ovh-eu`, … */
  const commands = new Map<string, string[]>();
  for (const line of shells.flatMap(({ lines }) => lines)) {
    const typed = /^npx (?:--package \S+ )*ovh-typed (.*)/.exec(line)?.[1];
    const name = typed && /^(?:(?:schema|credentials|applications) )?[a-z]+/.exec(typed)?.[0];
    if (name) commands.set(name, [...(commands.get(name) ?? []), typed]);
  }

  test.each([...commands])("the command knows ovh-typed %s, and what is said to it", async (name, lines) => {
    const main = join(project, "node_modules/ovh-typed/dist/main.js");
    const { status, stdout } = await runNode(project, [main, ...name.split(" "), "--help"]);
    expect(status).toBe(0);
    expect(stdout).toMatch(new RegExp(`^Usage: ovh-typed ${name}\\b`));
    for (const [option] of lines.join(" ").matchAll(/--[a-z-]+/g)) expect(stdout).toMatch(new RegExp(`${option}\\b`));
  });
});

test("the README's sandbox starts in an empty folder", async () => {
  const line = shells[0]!.lines.find((command) => command.startsWith("npx --package"))!;
  const folder = await mkdtemp(join(dirname(project), "empty-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const packed = new Map(own.map((name) => [name === "cli" ? "ovh-typed" : `@ovh-typed/${name}`, packedFile(name)]));
  const command = line.replaceAll(/--package (\S+)/g, (_, name: string) => `--package ${packed.get(name)}`);
  // What they depend on is not published either.
  const others = ["core", "sandbox"].map((name) => `--package ${packedFile(name)}`).join(" ");
  const child = spawn(`${command.replace("npx", `exec npx --yes ${others}`)} --port 0`, {
    cwd: folder,
    shell: true,
    detached: true,
  });
  onTestFinished(() => void process.kill(-child.pid!));
  let printed = "";
  for await (const chunk of child.stdout.setEncoding("utf8")) {
    printed += chunk;
    if (/OVH_CONSUMER_KEY=\S+/.test(printed)) break;
  }
  const [, base] = /OVH_BASE_URL='?(http:\/\/[^\s']+)/.exec(printed)!;
  expect(Number(await (await fetch(`${base}/auth/time`)).text())).toBeGreaterThan(1.7e9);
});

/** Where a package of the workspace lies as it would be published. */
function packedFile(name: string): string {
  const folder = join(dirname(project), `packed-${name}`);
  return join(folder, readdirSync(folder)[0]!);
}
