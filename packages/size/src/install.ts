import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { promisify } from "node:util";

/** The folder of the workspace. */
export const root = join(createRequire(import.meta.url).resolve("@ovh-typed/size/package.json"), "../../..");

const isWindows = process.platform === "win32";

/**
 * Packs packages of the workspace as they would be published.
 *
 * @param names The packages' folders.
 * @returns The files by the packages' names.
 */
export async function packWorkspace(
  folder: string,
  names: readonly string[] = ["core", "codegen", "ovh-eu", "sandbox", "cli"],
): Promise<ReadonlyMap<string, string>> {
  const packed = new Map<string, string>();
  for (const name of names) {
    const destination = join(folder, `packed-${name}`);
    await mkdir(destination);
    const cwd = join(root, "packages", name);
    await runTool("pnpm", ["pack", "--pack-destination", destination], cwd);
    const [file] = await readdir(destination);
    const manifest = JSON.parse(await readFile(join(cwd, "package.json"), "utf8")) as { name: string };
    packed.set(manifest.name, join(destination, file!));
  }
  return packed;
}

/**
 * Installs packages into an empty project, which asks for nothing else.
 *
 * @param packages Their names, `ovh@2.0.3`; those of the workspace go without a version, and come from what was packed.
 * @returns The project's folder.
 */
export async function install(
  manager: "npm" | "pnpm",
  packages: readonly string[],
  packed: ReadonlyMap<string, string>,
  folder: string,
): Promise<string> {
  const project = await mkdtemp(join(folder, `${manager}-`));
  const own = Object.fromEntries([...packed].map(([name, file]) => [name, `file:${file}`]));
  const dependencies = Object.fromEntries(
    packages.map((name) => {
      const [, plain = name, version] = /^(.+)@(.+)$/.exec(name) ?? [];
      return [plain, version ?? own[name]];
    }),
  );
  // What they depend on themselves is packed as well. npm wants no overrides of what is asked for.
  const overrides = Object.fromEntries(Object.entries(own).filter(([name]) => !packages.includes(name)));
  const manifest = { private: true, type: "module", dependencies, overrides, pnpm: { overrides: own } };
  await writeFile(join(project, "package.json"), JSON.stringify(manifest));
  const options = { npm: ["--no-audit", "--no-fund"], pnpm: ["--ignore-workspace"] }[manager];
  await runTool(manager, ["install", "--prefer-offline", ...options], project);
  return project;
}

/** What lies on the disk. */
export interface InstalledSize {
  readonly packages: number;
  /** Bytes. */
  readonly size: number;
}

/** What npm has installed into a project. */
export async function installedSize(project: string): Promise<InstalledSize> {
  const modules = join(project, "node_modules");
  const entries = await readdir(modules, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && entry.parentPath !== modules);
  const sizes = await Promise.all(files.map(async ({ parentPath, name }) => (await stat(join(parentPath, name))).size));
  // npm's own list of what it has put there.
  const lock = JSON.parse(await readFile(join(modules, ".package-lock.json"), "utf8")) as { packages: object };
  return { packages: Object.keys(lock.packages).length, size: sizes.reduce((sum, size) => sum + size, 0) };
}

async function runTool(name: string, args: readonly string[], cwd: string): Promise<void> {
  await promisify(execFile)(isWindows ? `${name}.cmd` : name, args, { cwd, shell: isWindows, maxBuffer: 2 ** 24 });
}
