import { once } from "node:events";
import { createClient } from "@ovh-typed/core";
import { describe, expect, onTestFinished, test } from "vitest";
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

  test("prints what to paste", async () => {
    const { output } = await start();
    expect(output).toMatch(/A local ovh-eu answers at http:\/\/127\.0\.0\.1:\d+ until Ctrl-C\./);
    for (const name of ["APPLICATION_KEY", "APPLICATION_SECRET", "CONSUMER_KEY"]) {
      expect(output).toMatch(new RegExp(`^export OVH_${name}=\\S+$`, "m"));
    }
    expect(output).toContain('import { createClient } from "@ovh-typed/ovh-eu";');
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
