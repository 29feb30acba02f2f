import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { type PinnedApi, pull } from "@ovh-typed/codegen";
import { servePins } from "../../codegen/history/serve.mjs";

const root = fileURLToPath(new URL("../../..", import.meta.url));

/** A repository of two regions that are released, and the mirror that it pulls from. */
export interface Repository extends AsyncDisposable {
  readonly folder: string;
  /** What the mirror serves, by endpoint. */
  readonly served: Map<string, PinnedApi>;
  pull(endpoint: string): Promise<void>;
  write(file: string, content: string): Promise<void>;
  read(file: string): Promise<string>;
  run(command: string, ...args: string[]): Promise<string>;
}

/** @param version That both packages are released with. */
export async function createRepository(
  served: Readonly<Record<string, PinnedApi>>,
  version: string,
): Promise<Repository> {
  const folder = await mkdtemp(join(tmpdir(), "repository-"));
  const versions = new Map<string, PinnedApi[]>();
  const server = await servePins(versions);
  const repository: Repository = {
    folder,
    served: new Map(Object.entries(served)),
    async pull(endpoint) {
      versions.set(`${endpoint}/v1`, [repository.served.get(endpoint)!]);
      const target = {
        endpoint,
        version: "v1",
        base: `${server.url}/${endpoint}/v1`,
        source: "https://api.ovh.com/v1",
      };
      await pull({ schemas: join(folder, "schemas"), targets: [target], captured: "2026-11-27" });
    },
    async write(file, content) {
      await mkdir(dirname(join(folder, file)), { recursive: true });
      await writeFile(join(folder, file), content);
    },
    read: (file) => readFile(join(folder, file), "utf8"),
    async run(command, ...args) {
      return (await promisify(execFile)(command, args, { cwd: folder })).stdout;
    },
    async [Symbol.asyncDispose]() {
      server.close();
      await rm(folder, { recursive: true });
    },
  };
  const { write, run } = repository;
  await write("package.json", JSON.stringify({ name: "monorepo", private: true }));
  await write("pnpm-workspace.yaml", "packages:\n  - packages/*\n");
  await write(".changeset/config.json", await readFile(join(root, ".changeset/config.json"), "utf8"));
  await write(".gitignore", "node_modules\n");
  await symlink(join(root, "node_modules"), join(folder, "node_modules"));
  for (const endpoint of Object.keys(served)) {
    const manifest = { name: `@ovh-typed/${endpoint}`, version };
    await write(`packages/${endpoint}/package.json`, JSON.stringify(manifest, undefined, 2));
    await repository.pull(endpoint);
  }
  await run("git", "init", "--quiet", "--initial-branch=main");
  await run("git", "config", "user.name", "A");
  await run("git", "config", "user.email", "a@b.c");
  await run("git", "add", "--all");
  await run("git", "commit", "--quiet", "--message", "released");
  return repository;
}

/** Turns changesets into versions and changelogs. */
export async function version({ run, folder }: Repository): Promise<void> {
  await run(process.execPath, join(folder, "node_modules/@changesets/cli/bin.js"), "version");
}
