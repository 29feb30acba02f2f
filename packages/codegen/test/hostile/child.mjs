// Moves a project's pins to a hostile schema, generates from it and loads what was generated; and watches what it does.
// It is told of one project after the other by its parent, and answers each.
import childProcess from "node:child_process";
import fs from "node:fs";
import { readdir } from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";
import { Socket } from "node:net";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

/** What was done that a schema has no part in: files written elsewhere, connections, processes. */
let strange = [];
let root = "";
let port = 0;

const isInside = (path) => `${resolve(String(path))}/`.startsWith(`${root}/`);

/** What changes files, and which of its arguments says where. */
const writing = { appendFile: 0, cp: 1, mkdir: 0, mkdtemp: 0, rename: 1, rm: 0, symlink: 1, writeFile: 0 };
for (const [name, position] of Object.entries(writing)) {
  for (const module of [fs, fs.promises]) {
    for (const call of [name, `${name}Sync`]) {
      const real = module[call];
      if (real === undefined) continue;
      module[call] = (...given) => {
        if (root !== "" && !isInside(given[position])) strange.push(`${call} ${given[position]}`);
        return real.apply(module, given);
      };
    }
  }
}
for (const name of ["spawn", "spawnSync", "exec", "execSync", "execFile", "execFileSync", "fork"]) {
  const real = childProcess[name];
  childProcess[name] = (...given) => {
    strange.push(`${name} ${String(given[0])}`);
    return real(...given);
  };
}
const connect = Socket.prototype.connect;
Socket.prototype.connect = function (...given) {
  const [options] = given.flat();
  if (Number(options?.port) !== port) strange.push(`a connection to ${JSON.stringify(options)}`);
  return connect.apply(this, given);
};
syncBuiltinESMExports();

const { formatMarkdown, formatText, updateProject } = await import("@ovh-typed/codegen");

const inherited = [Object, Array, String, Function].map(({ prototype }) => [
  prototype,
  Reflect.ownKeys(prototype).length,
]);

async function move({ base }) {
  const settings = { root, base, captured: "2026-02-01", acceptRemovals: true, attempts: 1 };
  let outcome;
  try {
    const { reports } = await updateProject(settings);
    const { diff, unknown, leftOut } = reports[0];
    const report = diff === undefined ? "" : `${formatText(diff)}\n${formatMarkdown(diff)}`;
    outcome = { said: [...unknown, ...leftOut, ...report.split("\n")] };
  } catch (error) {
    outcome = { refused: error.name, said: [error.message] };
  }
  const generated = join(root, "ovh", "ovh-eu");
  const modules = await readdir(generated, { recursive: true });
  for (const module of modules.filter((file) => file.endsWith(".js")).sort()) {
    await import(pathToFileURL(join(generated, module)).href);
  }
  if (globalThis.fired !== undefined) strange.push("a payload was executed");
  for (const [prototype, count] of inherited) {
    if (Reflect.ownKeys(prototype).length !== count) strange.push("a prototype has something new");
  }
  return outcome;
}

process.on("message", async (job) => {
  ({ root, port } = job);
  strange = [];
  const outcome = await move(job);
  root = "";
  process.send({ ...outcome, strange, memory: process.memoryUsage.rss() });
});
process.send("ready");
