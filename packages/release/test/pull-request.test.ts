import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { changeRollingBranch, reportPins, type RollingOutcome } from "../src/index.js";
import { createRepository, type Repository } from "./repository.js";
import { shop, without } from "./shop.js";

/** A repository whose remote is a bare one, as GitHub's. */
async function repositoryWithRemote(): Promise<Repository & { push(...args: string[]): Promise<void> }> {
  const repository = await createRepository({ "ovh-ca": shop(), "ovh-eu": shop() }, "1.2.0");
  const remote = await mkdtemp(join(tmpdir(), "remote-"));
  onTestFinished(async () => {
    await repository[Symbol.asyncDispose]();
    await rm(remote, { recursive: true });
  });
  const { run } = repository;
  await run("git", "init", "--quiet", "--bare", remote);
  await run("git", "remote", "add", "origin", remote);
  const push = async (...args: string[]): Promise<void> => {
    await run("git", "push", "--quiet", "origin", ...args);
  };
  await push("main");
  return { ...repository, push };
}

describe("a branch that is kept for a pin", () => {
  let repository: Awaited<ReturnType<typeof repositoryWithRemote>>;
  const branch = "pins/ovh-ca";
  const roll = async (change: () => Promise<void>): Promise<RollingOutcome> => {
    const message = (): Promise<string> => Promise.resolve("pinned");
    return changeRollingBranch({ root: repository.folder, branch, message, change });
  };
  const write = (file: string, content: string) => async (): Promise<void> => repository.write(file, content);
  const commitsOf = (range: string): Promise<string> => repository.run("git", "log", "--format=%s", range);

  beforeEach(async () => {
    repository = await repositoryWithRemote();
  });

  test("begins at main, and is none where nothing has changed", async () => {
    expect(await roll(async () => {})).toBe("none");
    expect(await roll(write("a", "1"))).toBe("changed");
    expect(await commitsOf("origin/main..HEAD")).toBe("pinned\n");
  });

  test("goes on with what is on the remote, what somebody has committed there among it, and with main", async () => {
    await roll(write("a", "1"));
    await repository.write("by-hand", "words");
    await repository.run("git", "add", "--all");
    await repository.run("git", "commit", "--quiet", "--message", "by hand");
    await repository.push(branch);
    expect(await roll(write("a", "1"))).toBe("unchanged");

    await repository.run("git", "switch", "--quiet", "main");
    await repository.write("b", "of main");
    await repository.run("git", "add", "--all");
    await repository.run("git", "commit", "--quiet", "--message", "main goes on");
    await repository.push("main");
    expect(await roll(write("a", "2"))).toBe("changed");
    const files = await Promise.all(["a", "b", "by-hand"].map((file) => repository.read(file)));
    expect(files).toEqual(["2", "of main", "words"]);
  });

  test("begins anew where it does not go together with main", async () => {
    await roll(write("a", "1"));
    await repository.push(branch);
    await repository.run("git", "switch", "--quiet", "main");
    await repository.write("a", "of main");
    await repository.run("git", "add", "--all");
    await repository.run("git", "commit", "--quiet", "--message", "main goes on");
    await repository.push("main");
    expect(await roll(write("a", "2"))).toBe("restarted");
    expect(await commitsOf("origin/main..HEAD")).toBe("pinned\n");
  });

  test("is none where main has all of it", async () => {
    await roll(write("a", "1"));
    await repository.push(branch, `${branch}:main`);
    expect(await roll(write("a", "1"))).toBe("none");
  });
});

describe("what is said of pins in a pull request", () => {
  test("is the diff of each region that differs, and what it makes of its version", async () => {
    const repository = await repositoryWithRemote();
    expect(await reportPins(repository.folder, "origin/main")).toBeUndefined();
    repository.served.set("ovh-ca", without(shop({ "GET /shop/tea": {} }), "GET /shop/mug"));
    repository.served.set("ovh-us", shop());
    await repository.pull("ovh-ca");
    await repository.pull("ovh-us");
    expect(await reportPins(repository.folder, "origin/main")).toMatchInlineSnapshot(`
      "## ovh-ca: major changes

      - operations: 1 added, 1 removed (1 announced), 0 breaking, 0 soft, 42 compatible
      - models: 0 added, 0 removed, 0 changed

      ### Breaking for requests (1)

      - GET /shop/mug: is gone, as announced; instead: /shop/cup

      ### Additive (1)

      - GET /shop/tea: is new

      ### The dialect of all schemas (1)

      - all schemas: v1 schemas use no longer: apiStatus.replacement

      \`\`\`text
      TypeScript: 0 breaking, 0 soft, 42 compatible
      the diff agrees on 42 of 42 operations (100 %)
      \`\`\`

      ## ovh-us is new
      "
    `);
  });
});
