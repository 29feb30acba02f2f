import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bundle } from "../src/bundle.js";
import { install, installedSize, packWorkspace } from "../src/install.js";

// Measures what `npm install` takes and leaves on the disk, ours beside the alternatives: each into an empty project, in
// turn, three times, with a cache that has everything; and what a bundle of GET /me weighs. Prints tables, and fails where
// ours is beyond its limits.

const contenders = [
  { packages: ["@ovh-typed/ovh-eu"], limit: { packages: 5, megabytes: 8.5 } },
  { packages: ["ovh-typed"], limit: { packages: 40, megabytes: 25 } },
  { packages: ["ovh-typed", "@ovh-typed/codegen"] },
  { packages: ["ovh@2.0.3"] },
  { packages: ["@ovhcloud/node-ovh@3.0.0"] },
  { packages: ["@ovh-api/api@3.2.10", "@ovh-api/me@3.1.27"] },
  { packages: ["openapi-fetch@0.17.0", "openapi-typescript@7.13.0"] },
] as const satisfies readonly { packages: readonly string[]; limit?: { packages: number; megabytes: number } }[];
const rounds = 3;

const typed = 'createClient({ baseUrl: "/ovh" }).GET("/me").then(console.log);';
const bundles = [
  { name: "@ovh-typed/ovh-eu", program: `import { createClient } from "@ovh-typed/ovh-eu"; ${typed}`, limit: 21_000 },
  {
    name: "@ovh-typed/ovh-eu/me",
    program: `import { createClient } from "@ovh-typed/ovh-eu/me"; ${typed}`,
    limit: 21_000,
  },
  {
    name: "ovh@2.0.3, for Node",
    program: `import ovh from "ovh"; ovh({ endpoint: "ovh-eu" }).request("GET", "/me", console.log);`,
    platform: "node",
  },
  { name: "openapi-fetch@0.17.0, which signs nothing", program: `import createClient from "openapi-fetch"; ${typed}` },
] as const;

console.log("| bundle of GET /me | KB at once | gzipped | KB in one file | gzipped |\n| --- | --- | --- | --- | --- |");
for (const bundled of bundles) {
  const { atOnce, whole } = await bundle(bundled.program, "platform" in bundled ? bundled.platform : "browser");
  const bytes = [atOnce.minified, atOnce.gzip, whole.minified, whole.gzip];
  console.log(`| ${bundled.name} | ${bytes.map((count) => (count / 1000).toFixed(1)).join(" | ")} |`);
  if ("limit" in bundled && atOnce.gzip > bundled.limit) {
    console.error(`${bundled.name} is beyond ${bundled.limit} bytes.`);
    process.exitCode = 1;
  }
}
console.log();

const folder = await mkdtemp(join(tmpdir(), "ovh-typed-install-"));
try {
  const packed = await packWorkspace(folder);
  const seconds = new Map<object, number[]>(contenders.map((contender) => [contender, []]));
  const rows = new Map<object, readonly [packages: number, megabytes: number]>();
  // The first round fills the cache.
  for (let round = 0; round <= rounds; round++) {
    for (const contender of contenders) {
      const started = performance.now();
      const project = await install("npm", contender.packages, packed, folder);
      if (round > 0) seconds.get(contender)!.push((performance.now() - started) / 1000);
      const { packages, size } = await installedSize(project);
      rows.set(contender, [packages, size / 1e6]);
      await rm(project, { recursive: true });
    }
  }
  console.log("| npm install | packages | MB | seconds |\n| --- | --- | --- | --- |");
  for (const contender of contenders) {
    const [packages, megabytes] = rows.get(contender)!;
    const times = seconds.get(contender)!.sort((one, other) => one - other);
    const median = times[Math.floor(times.length / 2)]!;
    console.log(`| ${contender.packages.join(" ")} | ${packages} | ${megabytes.toFixed(1)} | ${median.toFixed(1)} |`);
    const limit = "limit" in contender ? contender.limit : undefined;
    if (limit !== undefined && (packages > limit.packages || megabytes > limit.megabytes)) {
      console.error(`${contender.packages.join(" ")} is beyond ${limit.packages} packages or ${limit.megabytes} MB.`);
      process.exitCode = 1;
    }
  }
} finally {
  await rm(folder, { recursive: true });
}
