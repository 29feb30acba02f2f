// Checks the package in the current folder as it would be published: packed once, its size, and by publint and
// are-the-types-wrong.
import { spawnSync } from "node:child_process";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { unpack } from "@publint/pack";
import { publint } from "publint";
import { formatMessage } from "publint/utils";

/** Bytes: of the tarball, and of the files in it. */
const limits = { packed: 1_200_000, unpacked: 7_000_000 };

const manifest = JSON.parse(await readFile("package.json", "utf8"));
const folder = await mkdtemp(join(tmpdir(), "check-package-"));
try {
  run("pnpm", ["pack", "--pack-destination", folder]);
  const tarball = join(folder, (await readdir(folder))[0]);
  const packed = new Uint8Array(await readFile(tarball));
  const { files } = await unpack(packed);
  const sizes = { packed: packed.length, unpacked: files.reduce((sum, { data }) => sum + data.length, 0) };
  for (const [state, limit] of Object.entries(limits)) {
    if (sizes[state] <= limit) continue;
    console.error(`error: ${manifest.name} has ${sizes[state]} bytes ${state}, ${limit} at most.`);
    process.exitCode = 1;
  }
  const { messages, pkg } = await publint({ strict: true, pack: { tarball: packed.buffer } });
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
