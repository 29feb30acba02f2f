import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { schemas } from "../test/pins.js";

const run = promisify(execFile);

/** The hash of all that is generated for an endpoint by a process of its own. */
async function generateIn(environment: Record<string, string>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "generated-"));
  const module = new URL("../dist/index.js", import.meta.url).href;
  const output = join(folder, "out");
  const program = `import { generateRegion } from ${JSON.stringify(module)};
    await generateRegion(${JSON.stringify({ schemas, endpoint: "soyoustart-eu", output })});`;
  try {
    await run(process.execPath, ["--input-type=module", "--eval", program], {
      env: { ...process.env, ...environment },
    });
    const hash = createHash("sha256");
    const files = (await readdir(output, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
    for (const file of files.map((entry) => join(entry.parentPath, entry.name)).sort()) {
      hash.update(file.slice(output.length)).update(await readFile(file));
    }
    return `${files.length} files ${hash.digest("hex")}`;
  } finally {
    await rm(folder, { recursive: true });
  }
}

test("what is generated does not depend on the machine's locale or time zone", async () => {
  const first = await generateIn({ TZ: "UTC", LC_ALL: "C" });
  expect(await generateIn({ TZ: "UTC", LC_ALL: "C" })).toBe(first);
  expect(await generateIn({ TZ: "Pacific/Kiritimati", LC_ALL: "tr_TR.UTF-8", LANG: "tr_TR.UTF-8" })).toBe(first);
  expect(first).toMatch(/^\d{2,} files/);
});
