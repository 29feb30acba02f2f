// Lets TypeScript decide what a change of pins breaks, operation by operation, and says where the diff thinks otherwise:
//
//   node scripts/judge.mjs <older> [<newer>]
//
// A side is a folder (of a pin, of all pins, of schemas as OVH serves them) or a git revision; the newer one is the pins of
// this checkout unless told.
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { diffSchemas, readRevision, readSnapshots } from "@ovh-typed/codegen";
import { disagreements, formatJudgements, judge } from "@ovh-typed/release";
import { args, root } from "./workspace.mjs";

const [older, newer = join(root, "schemas")] = args;
if (older === undefined) throw new Error("Name what to compare with: a folder, or a git revision such as HEAD.");
const [before, after] = [await read(older), await read(newer)];
for (const [one, other] of pairsOf()) {
  if (other === undefined) continue;
  const start = performance.now();
  const diff = diffSchemas([one], [other]);
  const judgements = await judge(one, other);
  console.log(`${one.endpoint} (${((performance.now() - start) / 1000).toFixed(1)} s)`);
  console.log(formatJudgements(judgements, disagreements(one, other, diff, judgements)));
}

/** By endpoint; where each side has one alone, these two. */
function pairsOf() {
  if (before.length === 1 && after.length === 1) return [[before[0], after[0]]];
  return before.map((one) => [one, after.find(({ endpoint }) => endpoint === one.endpoint)]);
}

async function read(name) {
  const isFolder = await stat(name).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (isFolder) return readSnapshots(name);
  const revision = name.includes(":") ? name : `${name}:schemas`;
  const snapshots = await readRevision({ name: revision, cwd: root });
  if (snapshots === undefined) throw new Error(`${name} is no folder, and no git revision that has pins.`);
  return snapshots;
}
