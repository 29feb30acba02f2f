import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
const { resolve } = createRequire(import.meta.url);

const nodeTypes = dirname(dirname(resolve("@types/node/package.json")));

const strict = {
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  skipLibCheck: false,
  // TypeScript's own.
  skipDefaultLibCheck: true,
  noEmit: true,
  target: "es2023",
  module: "nodenext",
};

const program = `
import { createClient, unwrap, endpoints, OvhApiError, type Operations, type Result } from "@ovh-typed/core";
interface Few extends Operations { GET: { "/me": { response: { nichandle: string } } } }
export const me: Promise<{ nichandle: string }> = unwrap(createClient<Few>({ endpoint: "ovh-eu" }).get["/me"]());
export const mails: string = endpoints["ovh-eu"].support.mail;
export const failed = (result: Result<unknown>): boolean => result.error instanceof OvhApiError;
`;

/**
 * Tests what is published against a compiler.
 *
 * @param version The name under which the workspace has it.
 */
export function testDeclarations(version: string): void {
  test(`the published declarations are accepted by ${version}, strict and without skipLibCheck, in a program of Node and one of the web`, async () => {
    const folder = await mkdtemp(join(tmpdir(), "ovh-typed-declarations-"));
    try {
      await mkdir(join(folder, "node_modules/@ovh-typed"), { recursive: true });
      await symlink(root, join(folder, "node_modules/@ovh-typed/core"));
      await writeFile(join(folder, "program.mts"), program);
      const compiler = join(dirname(resolve(`${version}/package.json`)), "bin", "tsc");
      const check = async (surroundings: object): Promise<string> => {
        const options = { ...strict, ...surroundings };
        const project = { compilerOptions: options, files: ["program.mts"] };
        await writeFile(join(folder, "tsconfig.json"), JSON.stringify(project));
        const ran = promisify(execFile)(process.execPath, [compiler, "-p", folder]);
        const { stdout, stderr } = await ran.catch((failure: { stdout: string; stderr: string }) => failure);
        return stdout + stderr;
      };
      expect(await check({ lib: ["es2023"], types: ["node"], typeRoots: [nodeTypes] })).toBe("");
      expect(await check({ lib: ["es2023", "dom", "dom.iterable"], types: [] })).toBe("");
    } finally {
      await rm(folder, { recursive: true });
    }
  }, 60_000);
}
