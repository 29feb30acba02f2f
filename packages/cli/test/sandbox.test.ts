import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createClient } from "@ovh-typed/core";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { temporaryFolder } from "./support/folder.js";
import { runCommand, startCommand } from "./support/run-command.js";

interface Started {
  readonly endpoint: string;
  readonly url: string;
  readonly baseUrl: string;
  readonly credentials: Readonly<Record<"applicationKey" | "applicationSecret" | "consumerKey", string>>;
}

/** Starts the sandbox and waits for it to say that it has. */
async function start(...args: string[]) {
  const child = startCommand(["sandbox", ...args]);
  onTestFinished(() => void child.kill("SIGKILL"));
  const ended = once(child, "close");
  child.stdout.setEncoding("utf8");
  const [output] = (await once(child.stdout, "data")) as [string];
  return { child, ended, output };
}

describe("sandbox", () => {
  test.for(["SIGINT", "SIGTERM"] as const)("answers signed calls until %s, then exits 0", async (signal) => {
    const { child, ended, output } = await start("--json", "--endpoint", "ks-eu");
    const { endpoint, url, baseUrl, credentials } = JSON.parse(output) as Started;
    expect(endpoint).toBe("kimsufi-eu");
    expect(baseUrl).toBe(`${url}/1.0`);
    const ovh = createClient({ endpoint: "kimsufi-eu", baseUrl, ...credentials });
    expect(await ovh.GET("/me")).toMatchObject({ data: { firstname: expect.any(String) as string } });
    child.kill(signal);
    expect(await ended).toEqual([0, null]);
    await expect(fetch(url)).rejects.toThrow("fetch failed");
  });

  test("behaves as the endpoint of a folder of schemas", async () => {
    const folder = fileURLToPath(new URL("../../soyoustart-ca/generated", import.meta.url));
    const { output } = await start("--json", "--schemas", folder);
    const { endpoint, baseUrl, credentials } = JSON.parse(output) as Started;
    expect(endpoint).toBe("soyoustart-ca");
    const ovh = createClient({ endpoint: "soyoustart-ca", baseUrl, ...credentials });
    expect(await ovh.GET("/me")).toMatchObject({ data: { firstname: expect.any(String) as string } });
  });

  test("prints what to paste", async () => {
    const { output } = await start();
    expect(output).toMatch(/A local ovh-eu answers at http:\/\/127\.0\.0\.1:\d+ until Ctrl-C\./);
    for (const name of ["APPLICATION_KEY", "APPLICATION_SECRET", "CONSUMER_KEY", "CLIENT_ID", "CLIENT_SECRET"]) {
      expect(output).toMatch(new RegExp(`^export OVH_${name}=\\S+$`, "m"));
    }
    expect(output).toContain('import { createClient } from "@ovh-typed/ovh-eu";');
  });

  test("has what a seed says, allows keys by itself, fails and logs requests, where it is told to", async () => {
    const folder = await temporaryFolder();
    const seed = join(folder, "seed.ts");
    await writeFile(join(folder, "zones.ts"), 'export enum Zone { First = "example.org" }');
    await writeFile(
      seed,
      `import type { Seed } from "@ovh-typed/sandbox";
       import { Zone } from "./zones.ts";
       export default { "/domain/zone": [Zone.First] } satisfies Seed;`,
    );
    const fault = '{"kind":"status","status":503,"path":"/domain/zone","count":1}';
    const { child, output } = await start("--json", "--seed", seed, "--allow", "--log", "--fault", fault);
    let log = "";
    child.stderr.setEncoding("utf8").on("data", (chunk: string) => (log += chunk));
    const { baseUrl, credentials } = JSON.parse(output) as Started;
    const { applicationKey, applicationSecret } = credentials;
    const ovh = createClient({ endpoint: "ovh-eu", baseUrl, applicationKey, applicationSecret });
    await ovh.auth.requestConsumerKey({ accessRules: [{ method: "GET", path: "/domain/*" }] });
    expect((await ovh.GET("/domain/zone")).data).toEqual(["example.org"]);
    expect((await ovh.GET("/domain/zone", { params: { query: { a: "b c" } } })).response.status).toBe(400);
    await vi.waitFor(() => expect(log).toContain("GET /domain/zone?a=b+c 400\n"));
    expect(log).toContain(
      "POST /auth/credential 200\nGET /auth/time 200\nGET /domain/zone 503\nGET /domain/zone 200\n",
    );
  });

  test.for([
    ["seed.json", '{"/domain/zone":[7]}', 'seed.json: The seed\'s "/domain/zone" has as item 0 what does not fit'],
    ["seed.json", "{", "seed.json is not JSON"],
    ["seed.json", "[]", "seed.json has to hold an object"],
    ["seed.mjs", "export default { '/zone': [] };", 'seed.mjs: The seed\'s "/zone" is not the path of a list'],
    ["seed.mjs", "export const seed = {};", "seed.mjs has to hold an object"],
    ["seed.ts", "}", "seed.ts cannot be imported"],
  ] as const)("refuses a seed that does not fit: %s %s", async ([name, text, says]) => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, name), text);
    const run = await runCommand(["sandbox", "--seed", join(folder, name)]);
    expect(run).toMatchObject({ status: 1, stdout: "" });
    expect(run.stderr).toContain(says);
  });

  test("is told the origin that clients sign for", async () => {
    const { output } = await start("--json", "--public-url", "https://eu.api.ovh.com");
    const { url, credentials } = JSON.parse(output) as Started;
    const proxy: typeof fetch = (target, init) => fetch(String(target).replace("https://eu.api.ovh.com", url), init);
    const ovh = createClient({ endpoint: "ovh-eu", fetch: proxy, ...credentials });
    expect(await ovh.GET("/me")).toMatchObject({ data: { firstname: "Ada" } });
  });

  test("refuses a port that no client could use", async () => {
    const run = await runCommand(["sandbox", "--port", "6000"]);
    expect(run).toMatchObject({ status: 1, stdout: "" });
    expect(run.stderr).toContain("6000 is a port that fetch refuses");
  });

  test("refuses a port that is taken", async () => {
    const { output } = await start("--json");
    const { port } = new URL((JSON.parse(output) as Started).url);
    const run = await runCommand(["sandbox", "--port", port]);
    expect(run).toMatchObject({ status: 1, stdout: "" });
    expect(run.stderr).toContain(`could not listen on 127.0.0.1:${port}`);
  });
});
