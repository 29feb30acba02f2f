// What all published packages have in common: where the repository is, and how they are published. Its one source is the
// package.json of the repository, whose `repository` names its owner.
//
//   node scripts/package-metadata.mjs           writes it into every package
//   node scripts/package-metadata.mjs --check   says which packages differ
import { readdirSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { isDeepStrictEqual } from "node:util";
import { root } from "./workspace.mjs";

const { repository, keywords } = await readJson(join(root, "package.json"));
const page = repository.url.replace(/^git\+|\.git$/g, "");

/** The fields for the package in a folder of packages/. */
export function metadataOf(folder) {
  return {
    keywords,
    homepage: `${page}/tree/main/packages/${folder}#readme`,
    bugs: `${page}/issues`,
    repository: { ...repository, directory: `packages/${folder}` },
    publishConfig: { access: "public", provenance: true },
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const isCheck = process.argv.includes("--check");
  for (const folder of readdirSync(join(root, "packages"))) {
    const file = join(root, "packages", folder, "package.json");
    const manifest = await readJson(file);
    const whole = { ...manifest, ...metadataOf(folder) };
    if (manifest.private || isDeepStrictEqual(manifest, whole)) continue;
    if (isCheck) {
      console.error(`packages/${folder}/package.json differs: run node scripts/package-metadata.mjs`);
      process.exitCode = 1;
    } else await writeFile(file, `${JSON.stringify(whole, undefined, 2)}\n`);
  }
}

async function readJson(file) {
  return JSON.parse(await readFile(file, "utf8"));
}
