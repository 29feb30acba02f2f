import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { buildModules } from "./support/built.js";
import { keys } from "./support/keys.js";

/** Prints which of Node's web APIs were looked at until a client was made, and by its first call. */
const program = `
const touched = new Set();
for (const name of ["fetch", "Headers", "Request", "Response"]) {
  const { get, value } = Object.getOwnPropertyDescriptor(globalThis, name);
  const look = () => (touched.add(name), get === undefined ? value : get.call(globalThis));
  Object.defineProperty(globalThis, name, { get: look, configurable: true });
}
const { createClient } = await import("./node.js");
const ovh = createClient({ endpoint: "ovh-eu", baseUrl: "http://127.0.0.1:1", ...${JSON.stringify(keys)} });
const atOnce = [...touched];
await ovh.GET("/auth/time", { timeout: 100 }).catch(() => {});
console.log(JSON.stringify({ atOnce, later: touched.size > 0 }));
process.exit();
`;

it("looks at no web API before the first call: Node loads its fetch when somebody does", async () => {
  const folder = await buildModules("node");
  await writeFile(join(folder, "program.mjs"), program);
  const { stdout } = await promisify(execFile)(process.execPath, [join(folder, "program.mjs")]);
  expect(JSON.parse(stdout)).toEqual({ atOnce: [], later: true });
});

/** Prints which files were looked at by an import, by a client with credentials, and by one without. */
const readingProgram = `
import fs from "node:fs";
import { fileURLToPath } from "node:url";
const here = fileURLToPath(new URL(".", import.meta.url));
let seen = [];
for (const name of Object.keys(fs).filter((name) => name.endsWith("Sync"))) {
  const own = fs[name];
  fs[name] = (...given) => {
    const [path] = given;
    if (typeof path !== "string" || !path.startsWith(here)) seen.push(path);
    return own(...given);
  };
}
const { createClient } = await import("./node.js");
const told = [seen];
for (const options of [${JSON.stringify(keys)}, {}]) {
  seen = [];
  createClient({ endpoint: "ovh-eu", ...options });
  told.push(seen);
}
console.log(JSON.stringify(told));
`;

it("reads no file before credentials are missing", async () => {
  const folder = await buildModules("node");
  await writeFile(join(folder, "program.mjs"), readingProgram);
  const env = { ...process.env, OVH_APPLICATION_KEY: "", OVH_CLIENT_ID: "", OVH_ACCESS_TOKEN: "" };
  const { stdout } = await promisify(execFile)(process.execPath, [join(folder, "program.mjs")], { env });
  const [imported, given, missing] = JSON.parse(stdout) as string[][];
  expect([imported, given]).toEqual([[], []]);
  expect(missing).toContain("/etc/ovh.conf");
});
