import { fileURLToPath } from "node:url";
import { endpoints } from "@ovh-typed/core";
import { describe, expect, test } from "vitest";
import { run } from "./support.js";

const main = fileURLToPath(new URL("../dist/main.js", import.meta.url));

/** Runs the built demo without keys of the machine's own. */
function demo(...args: string[]) {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("OVH_")));
  return run(process.execPath, [main, ...args], { env });
}

describe("the demo", () => {
  test("welcomes the person and lists the credentials in 120 columns", async () => {
    const { status, stdout, stderr } = await demo();
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toMatch(/^Welcome Ada$/m);
    const titles = /Credential\W+Application\W+Description\W+Status\W+Creation\W+Expiration\W+Last use/;
    expect(stdout).toMatch(titles);
    expect(stdout).toMatch(/\d+ │ billing-export +│ Downloads bills every month +│ validated │ \d{4}-\d\d-\d\d/);
    expect(stdout).not.toMatch(/pendingValidation|refused|expired/);
    // The link is as long as it is.
    const lines = stdout.split("\n").filter((line) => !line.includes("http"));
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(120);
  });

  test("prints neither colours without a terminal, nor a key", async () => {
    const { stdout } = await demo();
    expect(stdout).not.toContain("\u001B");
    // The keys of a sandbox begin like this; the one thing that may be seen is the token in the link, for the person.
    const keys = stdout.match(/\bsbx\w+/g);
    expect(keys).toHaveLength(1);
    expect(stdout).toContain(`/auth/?credentialToken=${keys?.[0]}\n`);
  });

  test.for(Object.values(endpoints))("runs on $name", async ({ name, credentialList }) => {
    const { status, stdout, stderr } = await demo("--endpoint", name);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toContain(`This is a sandbox of ${name} at `);
    expect(stdout).toMatch(/^Welcome Ada$/m);
    expect(stdout).toContain(credentialList ? "billing-export" : `${name} has no list of credentials.`);
  });

  test("says what a live run lacks, and where to get it", async () => {
    expect(await demo("--live", "--endpoint", "ovh-ca")).toEqual({
      status: 1,
      stdout: "",
      stderr:
        "There are no credentials for ovh-ca. Register an application at https://ca.api.ovh.com/createApp/ and put its " +
        "key and secret into OVH_APPLICATION_KEY and OVH_APPLICATION_SECRET, or into ovh.conf.\n",
    });
  });

  test("exits 2 for what it does not know, and lists what it does", async () => {
    const endpoint = await demo("--endpoint", "ovh-xx");
    expect(endpoint).toMatchObject({ status: 2, stderr: expect.stringContaining("Known endpoints: ovh-eu") as string });
    const option = await demo("--frobnicate");
    expect(option).toMatchObject({ status: 2, stderr: expect.stringContaining("--endpoint <name>") as string });
  });
});
