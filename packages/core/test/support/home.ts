import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished, vi } from "vitest";

/** A file's text, or another thing that may lie in its place. */
export type FileContent = string | { readonly is: string };

const special: Readonly<Record<string, (path: string) => void>> = {
  directory: (path) => mkdirSync(path),
  fifo: (path) => void execFileSync("mkfifo", [path]),
  huge: (path) => writeFileSync(path, "#".repeat(2 * 1024 * 1024), { mode: 0o600 }),
  latin1: (path) => writeFileSync(path, Buffer.from("[ovh-eu]\napplication_key=\xe9\n", "latin1"), { mode: 0o600 }),
  forbidden: (path) => {
    writeFileSync(path, "", { mode: 0o600 });
    chmodSync(path, 0);
  },
};

const variables = [
  "OVH_ENDPOINT",
  "OVH_BASE_URL",
  "OVH_END_POINT",
  "OVH_APPLICATION_KEY",
  "OVH_API_KEY",
  "OVH_APPLICATION_SECRET",
  "OVH_SECRET_KEY",
  "OVH_CONSUMER_KEY",
  "OVH_CLIENT_ID",
  "OVH_CLIENT_SECRET",
  "OVH_ACCESS_TOKEN",
  "OVH_PROFILE",
];

/** A folder of its own for a test, with a home and a working directory in it. */
export interface Home {
  /** A text without what differs between runs: `./ovh.conf`, `~/.ovh.conf`. */
  plain(text: string): string;
  write(path: string, content: FileContent, mode?: number): void;
}

/** Moves a test into a fresh home, where only these variables and files speak of OVH. */
export function enterHome(environment: Readonly<Record<string, string>> = {}): Home {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "ovh-typed-")));
  const folders: Readonly<Record<string, string>> = { "~": join(root, "home"), ".": join(root, "work") };
  for (const folder of Object.values(folders)) mkdirSync(folder);
  const before = process.cwd();
  process.chdir(folders["."]!);
  vi.stubEnv("HOME", folders["~"]);
  for (const name of variables) vi.stubEnv(name, environment[name]);
  onTestFinished(() => {
    process.chdir(before);
    rmSync(root, { recursive: true, force: true });
  });
  return {
    plain: (text) => Object.entries(folders).reduce((rest, [name, folder]) => rest.replaceAll(folder, name), text),
    write(path, content, mode = 0o600) {
      const target = path.replace(/^[.~](?=\/)/, (name) => folders[name]!);
      if (typeof content === "string") {
        writeFileSync(target, content);
        chmodSync(target, mode);
      } else special[content.is]!(target);
    },
  };
}
