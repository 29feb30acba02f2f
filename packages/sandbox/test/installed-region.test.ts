import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { installedRegion } from "../src/schema/installed-region.js";

const files = {
  "package.json": {
    name: "@ovh-typed/ovh-mars",
    exports: { "./pin.json": "./made/pin.json", "./openapi/*.json": "./made/*.json" },
  },
  "made/pin.json": {
    endpoint: "ovh-mars",
    versions: { v1: { apis: { "/me": {}, "/dedicated/server": {} } }, v2: { apis: { "/iam": {} } } },
  },
  "made/v1/dedicated/server.json": { paths: { "/dedicated/server": {} } },
};

/** A project, which is the working directory, with the package of a region installed. */
async function projectWithRegion(): Promise<void> {
  const project = await mkdtemp(join(tmpdir(), "sandbox-"));
  onTestFinished(() => rm(project, { recursive: true }));
  for (const [name, content] of Object.entries(files)) {
    const file = join(project, "node_modules", "@ovh-typed", "ovh-mars", name);
    await mkdir(join(file, ".."), { recursive: true });
    await writeFile(file, JSON.stringify(content));
  }
  vi.spyOn(process, "cwd").mockReturnValue(project);
}

test("a region that is installed in the working directory is found through its package", async () => {
  await projectWithRegion();
  const source = await installedRegion("ovh-mars");
  expect(source.apis()).toEqual([
    { version: "v1", path: "/me" },
    { version: "v1", path: "/dedicated/server" },
    { version: "v2", path: "/iam" },
  ]);
  expect(await source.document({ version: "v1", path: "/dedicated/server" })).toEqual({
    paths: { "/dedicated/server": {} },
  });
  await expect(source.document({ version: "v2", path: "/iam" })).rejects.toThrow("made/v2/iam.json");
});

test("a region that is not installed is an error that says what to install", async () => {
  await expect(installedRegion("ovh-mars")).rejects.toThrow(
    "The schemas are those of @ovh-typed/ovh-mars, which is not installed. " +
      "Install it next to your program: npm install --save-dev @ovh-typed/ovh-mars",
  );
});
