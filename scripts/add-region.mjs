// Makes the package of each endpoint named (all of the endpoint table when none is), from its entry in that table:
//
//   node scripts/add-region.mjs ovh-eu
//   node scripts/add-region.mjs --check   says which files differ from what would be written
//
// What it writes is replaced when it runs again; other tests, version and changelog are left alone.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { pinSummary, readManifest, regionPackage } from "@ovh-typed/codegen";
import { endpoints, resolveEndpoint } from "@ovh-typed/core";
import { metadataOf } from "./package-metadata.mjs";
import { root, run, tool } from "./workspace.mjs";

const read = (...path) => readFile(join(root, ...path), "utf8").catch(() => undefined);
const isCheck = process.argv.includes("--check");
const named = process.argv.slice(2).filter((argument) => argument !== "--check");
const regions = (named.length > 0 ? named : Object.keys(endpoints)).map((name) => resolveEndpoint(name));
const core = JSON.parse(await read("packages/core/package.json"));
const copied = { LICENSE: await read("LICENSE"), "vitest.config.ts": await read("packages/core/vitest.config.ts") };

for (const { name, hosts, status } of regions) {
  const { version } = JSON.parse((await read("packages", name, "package.json")) ?? '{"version":"0.0.0"}');
  const pin = pinSummary(await readManifest(join(root, "schemas"), name));
  const releases = JSON.parse((await read("packages", name, "releases.json")) ?? "[]");
  const facts = { name, baseUrl: hosts.released.baseUrl, isRetired: status === "retired", pin, releases };
  const files = { ...regionPackage(facts, { ...core, ...metadataOf(name), version }), ...copied };
  for (const [file, content] of Object.entries(files)) {
    if (isCheck) check(join("packages", name, file), content, await read("packages", name, file));
    else await write(join(root, "packages", name, file), content);
  }
}
if (!isCheck)
  process.exitCode = await run(
    tool("oxfmt"),
    regions.map(({ name }) => join("packages", name)),
  );

/** The formatter lays JSON out anew: what it says counts. */
function check(file, expected, found) {
  const parse = (text) => (file.endsWith(".json") && text !== undefined ? JSON.parse(text) : text);
  if (isDeepStrictEqual(parse(found), parse(expected))) return;
  console.error(`${file} differs from its template: run node scripts/add-region.mjs`);
  process.exitCode = 1;
}

async function write(file, content) {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, content);
}
