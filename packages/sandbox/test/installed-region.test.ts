import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { installedRegion } from "../src/schema/installed-region.js";

const files = {
  "package.json": {
    name: "@ovh-typed/ovh-mars",
    type: "module",
    exports: { "./pin.json": "./made/pin.json", "./openapi": "./made/openapi.js" },
  },
  "made/pin.json": {
    endpoint: "ovh-mars",
    versions: { v1: { apis: { "/me": {}, "/dedicated/server": {} } }, v2: { apis: { "/iam": {} } } },
  },
};

const documents = `export const openapi = {
  async document(api) {
    if (api !== "/v2/iam") return { paths: { [api]: {} } };
    throw new Error(\`\${api} cannot be read\`);
  },
};`;

/** A project, which is the working directory, with the package of a region installed. */
async function projectWithRegion(): Promise<void> {
  const project = await mkdtemp(join(tmpdir(), "sandbox-"));
  onTestFinished(() => rm(project, { recursive: true }));
  for (const [name, content] of Object.entries(files)) {
    const file = join(project, "node_modules", "@ovh-typed", "ovh-mars", name);
    await mkdir(join(file, ".."), { recursive: true });
    await writeFile(file, JSON.stringify(content));
  }
  await writeFile(join(project, "node_modules", "@ovh-typed", "ovh-mars", "made", "openapi.js"), documents);
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
  await expect(source.document({ version: "v2", path: "/iam" })).rejects.toThrow("/v2/iam cannot be read");
});

test("a region that is not installed is an error that says what to install", async () => {
  await expect(installedRegion("ovh-mars")).rejects.toThrow(
    "The schemas are those of @ovh-typed/ovh-mars, which is not installed. " +
      "Install it next to your program: npm install --save-dev @ovh-typed/ovh-mars",
  );
});
