import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { install, packWorkspace, root } from "@ovh-typed/size/install";
import { runNode } from "@ovh-typed/size/run-node";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  // oxlint-disable-next-line typescript/consistent-type-definitions -- it is added to
  interface ProvidedContext {
    /** The folder of a project outside of the workspace, in which the packages are installed as they would be published. */
    project: string;
  }
}

/** The packages of this workspace that the documentation's programs import, by their folders. */
export const own = ["core", "codegen", "ovh-eu", "ovh-ca", "sandbox", "cli"];

/** What else they import, or are run by, each at the version that it is known to work with. */
const others = [
  "@edge-runtime/vm@5.0.0",
  "@opentelemetry/api@1.10.0",
  "@opentelemetry/sdk-trace-base@2.12.1",
  "@types/node@20.19.43",
  "esbuild@0.28.2",
  "ioredis@6.0.0",
  "jest@30.5.2",
  "rate-limiter-flexible@11.4.0",
  "undici@7.30.2",
  "vitest@4.1.12",
];

/** Makes the project, once for all tests. */
export async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), "ovh-typed-docs-"));
  const packed = await packWorkspace(folder, own);
  provide("project", await install("pnpm", [...packed.keys(), ...others], packed, folder));
  return () => rm(folder, { recursive: true, force: true });
}

/**
 * Writes programs into a folder of the project, and compiles those that are TypeScript into `out` below it.
 *
 * @param files Their texts by their paths.
 * @throws {Error} With what the compiler finds wrong.
 */
export async function compile(folder: string, files: ReadonlyMap<string, string>): Promise<void> {
  for (const [path, text] of files) {
    const file = join(folder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }
  const compilerOptions = {
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    module: "nodenext",
    target: "es2023",
    lib: ["es2023", "esnext.disposable", "dom"],
    types: ["node"],
    moduleDetection: "force",
    skipDefaultLibCheck: true,
    rootDir: ".",
    outDir: "out",
  };
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, exclude: ["out"] }));
  const { status, stdout } = await runNode(folder, [join(root, "node_modules/typescript/bin/tsc"), "-p", "."]);
  if (status !== 0) throw new Error(stdout);
}
