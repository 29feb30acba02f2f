import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { inPackage } from "./package-folder.js";

/** Writes a TypeScript project to a folder of its own, calls back with it, and removes it. */
export async function withProject<T>(
  files: Readonly<Record<string, string>>,
  use: (folder: string) => Promise<T>,
): Promise<T> {
  // Inside this package, so that its dependencies resolve.
  const parent = inPackage("generated");
  await mkdir(parent, { recursive: true });
  const folder = await mkdtemp(join(parent, "project-"));
  try {
    for (const [name, text] of Object.entries({ "tsconfig.json": tsconfig, ...files })) {
      await writeFile(join(folder, name), text);
    }
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

// As most projects are set up, and as `tsc --init` of TypeScript 5.9 and later proposes.
const tsconfig = JSON.stringify({
  compilerOptions: {
    target: "es2023",
    module: "nodenext",
    types: [],
    strict: true,
    skipLibCheck: true,
    noEmit: true,
  },
  include: ["*.ts"],
});
