import { execFile } from "node:child_process";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { type EndpointName, endpoints } from "@ovh-typed/core";
import { createSandbox, type Sandbox } from "@ovh-typed/sandbox";
import { beforeAll, describe, expect, onTestFinished, test } from "vitest";

const run = promisify(execFile);
const folder = fileURLToPath(new URL("generated/readme", import.meta.url));
const compiler = fileURLToPath(new URL("../../../scripts/tsc.mjs", import.meta.url));
const preload = new URL("fixtures/ovh-is-a-sandbox.mjs", import.meta.url).href;

/** The READMEs whose examples are compiled. */
const readmes = ["../../../README.md", "../../core/README.md", "../../codegen/README.md", "../../sandbox/README.md"];
/** These would pull from OVH, or stand for keys with an ellipsis: they are compiled, and run by the sandbox's tests. */
const notRun = /from "@ovh-typed\/codegen"|"[A-Z.]*…"/;

const examples = (
  await Promise.all(
    readmes.map(async (readme) => {
      const text = await readFile(new URL(readme, import.meta.url), "utf8");
      return [...text.matchAll(/^```ts\n([^]*?)^```/gm)].map((match, index) => ({
        name: `${readme.replaceAll("../", "").replaceAll("/", "-").replace(".md", "")}-${index + 1}`,
        code: match[1]!,
      }));
    }),
  )
).flat();

beforeAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await Promise.all(examples.map(({ name, code }) => writeFile(join(folder, `${name}.ts`), `export {};\n${code}`)));
  const options = { outDir: "out", rootDir: ".", declaration: false, noUnusedLocals: false };
  const config = { extends: "../../../../../tsconfig.base.json", compilerOptions: options, include: ["*.ts"] };
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify(config));
});

describe("the READMEs' examples", () => {
  test("are there", () => {
    expect(examples.length).toBeGreaterThan(8);
  });

  test("compile", async () => {
    await expect(run(process.execPath, [compiler, "-p", folder])).resolves.toMatchObject({ stdout: "" });
  });

  test.each(examples.filter(({ code }) => !notRun.test(code)))("$name runs, against a sandbox", async ({ name }) => {
    const program = join(folder, "out", `${name}.js`);
    const { stdout, stderr } = await run(process.execPath, ["--import", preload, program], {
      env: await startSandboxes(),
      timeout: 60_000,
    });
    expect(stderr).toBe("");
    expect(stdout).not.toBe("");
  });
});

/** Sandboxes for one example, which may log out of them; the environment that leads a program to them. */
async function startSandboxes(): Promise<NodeJS.ProcessEnv> {
  const sandboxes = new Map<string, Sandbox>();
  for (const endpoint of ["ovh-eu", "ovh-ca", "soyoustart-eu"] satisfies EndpointName[]) {
    const { origin } = new URL(endpoints[endpoint].hosts.released.baseUrl);
    const sandbox = await createSandbox({ endpoint, publicUrl: origin });
    onTestFinished(() => sandbox.close());
    sandboxes.set(origin, sandbox);
  }
  const { applicationKey, applicationSecret, consumerKey } = sandboxes.get("https://eu.api.ovh.com")!.credentials;
  return {
    ...process.env,
    OVH_SANDBOXES: JSON.stringify(Object.fromEntries([...sandboxes].map(([origin, { url }]) => [origin, url]))),
    OVH_APPLICATION_KEY: applicationKey,
    OVH_APPLICATION_SECRET: applicationSecret,
    OVH_CONSUMER_KEY: consumerKey,
  };
}
