// Pulls an endpoint's schemas on the branch that is kept for it, pins/<endpoint>, and commits what has changed. Nothing is
// pushed: the commits are left in a bundle, beside what a pull request says of them.
//
//   node scripts/roll-pin.mjs ovh-eu <folder> [<options of schema pull>…]
//
// The folder is left empty where nothing differs from main, or from the branch as it was.
import { mkdir, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { args, buildOnly, install, requireNode, root, run } from "./workspace.mjs";

const [endpoint, named, ...options] = args;
if (named === undefined) throw new Error("Name an endpoint, and the folder for what comes of it.");
const folder = resolve(named);
requireNode();
await buildOnly(await install(), "@ovh-typed/codegen", "@ovh-typed/release");
const { changeRollingBranch, daysOf, reportPins } = await import("@ovh-typed/release");
const { readManifest } = await import("@ovh-typed/codegen");
const branch = `pins/${endpoint}`;

const outcome = await changeRollingBranch({ root, branch, message: title, change: pull });
console.log(`${branch}: ${outcome}`);
await mkdir(folder, { recursive: true });
if (outcome === "changed" || outcome === "restarted") {
  await git("bundle", "create", join(folder, "branch.bundle"), `origin/main..${branch}`);
  // Then it cannot be pushed but by force.
  if (outcome === "restarted") await writeFile(join(folder, "restarted"), "");
  await writeFile(join(folder, "title"), await title());
  await writeFile(join(folder, "body.md"), (await reportPins(root, "origin/main")) ?? "No operation differs.\n");
}

async function title() {
  return `${endpoint} at OVH's schemas of ${daysOf(await readManifest(join(root, "schemas"), endpoint))}`;
}

async function pull() {
  await succeed(process.execPath, [join(root, "scripts", "pull.mjs"), endpoint, ...options]);
}

async function git(...args) {
  await succeed("git", ["-C", root, ...args]);
}

async function succeed(command, args) {
  const status = await run(command, args);
  if (status !== 0) throw new Error(`${command} ${args.join(" ")} ended with ${status}.`);
}
