// Checks the package in the current folder as it would be published: packed once, by publint and are-the-types-wrong.
import { spawnSync } from "node:child_process";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { publint } from "publint";
import { formatMessage } from "publint/utils";

const manifest = JSON.parse(await readFile("package.json", "utf8"));
const folder = await mkdtemp(join(tmpdir(), "check-package-"));
try {
  run("pnpm", ["pack", "--pack-destination", folder]);
  const tarball = join(folder, (await readdir(folder))[0]);
  const { buffer } = new Uint8Array(await readFile(tarball));
  const { messages, pkg } = await publint({ strict: true, pack: { tarball: buffer } });
  for (const message of messages) console.error(`${message.type}: ${formatMessage(message, pkg)}`);
  if (messages.some(({ type }) => type !== "suggestion")) process.exitCode = 1;
  // A command has nothing to import.
  if ("." in (manifest.exports ?? {})) {
    run("attw", [tarball, "--profile", "esm-only", "--format", "ascii", "--no-emoji"]);
  }
} finally {
  await rm(folder, { recursive: true });
}

function run(command, args) {
  const { status } = spawnSync(command, args, { stdio: "inherit", shell: process.platform === "win32" });
  if (status !== 0) process.exitCode = status ?? 1;
}
