import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createPullScene } from "../test/killing.js";

const step = Number(process.env["SWEEP_STEP"] ?? 1);

test("a pull that is killed between any two writes leaves each pin whole", async () => {
  const folder = await mkdtemp(join(tmpdir(), "killed-"));
  const scene = await createPullScene(folder);
  const outcomes: string[] = [];
  let last: Awaited<ReturnType<typeof scene.kill>>;
  do {
    last = await scene.kill(1 + outcomes.length * step);
    outcomes.push(last.outcome);
  } while (last.wasKilled);
  scene.close();
  expect(outcomes.length * step).toBeGreaterThan(50);
  // One pin after the other, and none of them in part.
  const reached = [...new Set(outcomes)];
  expect(["old,old", "new,old", "new,new"]).toEqual(expect.arrayContaining(reached));
  expect(outcomes).toEqual(outcomes.toSorted((one, other) => reached.indexOf(one) - reached.indexOf(other)));
  expect(reached.at(-1)).toBe("new,new");
  expect(await readdir(scene.schemas)).toEqual(["ovh-ca", "ovh-eu"]);
  await rm(folder, { recursive: true });
});
