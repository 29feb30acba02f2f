import { mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";
import { onTestFinished } from "vitest";

const source = resolve(dirname(fileURLToPath(import.meta.url)), "../../src");

/** Compiles an entry, a file for each of `src`, into a folder that is gone after the test. */
export async function buildModules(entry: "index" | "node" = "index"): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "ovh-typed-modules-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const bundle = await rolldown({
    input: resolve(source, `${entry}.ts`),
    external: /^node:/,
    resolve: { extensionAlias: { ".js": [".ts"] } },
  });
  await bundle.write({
    dir: folder,
    format: "esm",
    preserveModules: true,
    preserveModulesRoot: source,
    entryFileNames: "[name].js",
  });
  await bundle.close();
  // What is required when it is first needed stays outside.
  await symlink(resolve(source, "../node_modules/ini"), join(folder, "node_modules/ini"));
  return folder;
}
