import { readFile, writeFile } from "node:fs/promises";
import { cpus } from "node:os";
import { resolve } from "node:path";
import { generatedDeclarationBytes } from "../src/declaration-bytes.js";
import { inPackage } from "../src/package-folder.js";
import { callSets } from "./calls.js";
import { compileCells, declarationBytes } from "./compile-cells.js";
import { contenders } from "./contenders.js";
import { editorCells } from "./editor-cells.js";
import { markdown, type Report } from "./report.js";
import { targetsOf } from "./targets.js";

// Measures what this client costs a compiler and an editor, next to its alternatives, and prints it as tables. The
// figures go to a file too: that of the first argument, else bench/results.json of this package.
const sets = await callSets();
const all = await contenders();

const report = { declarations: [], compile: [], editor: [] } as {
  -readonly [K in "declarations" | "compile" | "editor"]: Report[K][number][];
};
for (const contender of all) {
  console.error(`Measuring ${contender.name} …`);
  report.declarations.push({ contender: contender.name, bytes: await declarationBytes(contender, sets) });
  report.compile.push(...(await compileCells(contender, sets)));
  report.editor.push(...(await editorCells(contender, sets)));
}

const { versions } = JSON.parse(await readFile(new URL(import.meta.resolve("@ovh-typed/ovh-eu/pin.json")), "utf8")) as {
  versions: Record<string, { operations: number }>;
};
const about = {
  schema: Object.entries(versions)
    .map(([version, { operations }]) => `${version} of ovh-eu, ${operations} operations`)
    .join(", "),
  machine: `${cpus().length} × ${cpus()[0]?.model.trim() ?? "unknown processor"}, ${process.platform}, Node ${process.versions.node}`,
  "calls of /me": `${sets.sharedOfMe} different ones among 200, those that @ovh-api/me has`,
};
const full: Report = {
  about,
  ...report,
  targets: targetsOf(report.compile, report.editor, await generatedDeclarationBytes()),
};
console.log(markdown(full));

const file = process.argv[2] === undefined ? inPackage("bench/results.json") : resolve(process.argv[2]);
await writeFile(file, `${JSON.stringify(full, null, 2)}\n`);
console.error(`The figures are in ${file}.`);
