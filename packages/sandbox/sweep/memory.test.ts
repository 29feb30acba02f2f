import { setImmediate } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { createClient } from "@ovh-typed/ovh-eu";
import { expect, onTestFinished, test } from "vitest";
import { createSandbox } from "../src/index.js";
import { part } from "./part.js";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

const requests = part(Array.from({ length: 200_000 }, (_, index) => index)).length;

/** How much is in use, in megabytes. */
async function heap(): Promise<number> {
  // What is weakly held goes when the event loop has turned.
  for (let round = 0; round < 3; round += 1) {
    collect();
    await setImmediate();
  }
  return process.memoryUsage().heapUsed / 1_048_576;
}

test("what a sandbox keeps does not grow with the requests that it answers", async () => {
  const sandbox = await createSandbox({ port: false, seed: { "/vps": ["vps-1", "vps-2", "vps-3"] } });
  onTestFinished(() => sandbox.close());
  const ovh = createClient({ fetch: sandbox.fetch, retry: false, ...sandbox.credentials });
  const { clientId = "", clientSecret = "" } = sandbox.oauth2Client ?? {};
  const zone = { params: { path: { zoneName: "example.com" } } };
  const vps = { params: { path: { serviceName: "vps-1" } } };
  const cursor = { "X-Pagination-Mode": "CachedObjectList-Cursor", "X-Pagination-Size": "1" };
  // What leaves something behind: requests, tasks, items and what is below them, walks, keys, tokens, mails, faults.
  const kinds: readonly (() => Promise<unknown>)[] = [
    () => ovh.GET("/me"),
    () => ovh.POST("/vps/{serviceName}/reboot", vps),
    () => ovh.POST("/vps/{serviceName}/terminate", vps),
    async () => {
      const { data } = await ovh.POST("/domain/zone/{zoneName}/record", {
        ...zone,
        body: { fieldType: "A", target: "192.0.2.1" },
      });
      const path = { ...zone.params.path, id: data?.id ?? 0 };
      await ovh.DELETE("/domain/zone/{zoneName}/record/{id}", { params: { path } });
    },
    () => ovh.request("GET", "/vps", { headers: cursor }),
    () => ovh.request("POST", "/auth/credential", { body: { accessRules: [{ method: "GET", path: "/me" }] } }),
    () => {
      const body = new URLSearchParams({
        grant_type: "client_credentials",
        scope: "all",
        client_id: clientId,
        client_secret: clientSecret,
      });
      return sandbox.fetch("https://www.ovh.com/auth/oauth2/token", { method: "POST", body });
    },
    async () => {
      const body = { callbackUrls: [], flow: "CLIENT_CREDENTIALS" as const, name: "a", description: "b" };
      const { data } = await ovh.POST("/me/api/oauth2/client", { body });
      await ovh.DELETE("/me/api/oauth2/client/{clientId}", { params: { path: { clientId: data?.clientId ?? "" } } });
    },
    async () => {
      await sandbox.faults.add({ kind: "status", status: 503, count: 1 });
      await ovh.GET("/me");
    },
    () => ovh.GET("/vps/{serviceName}", { params: { path: { serviceName: crypto.randomUUID() } } }),
  ];
  let sent = 0;
  const answer = async (until: number): Promise<void> => {
    for (; sent < until; sent += 1) {
      await kinds[sent % kinds.length]!().catch((error: unknown) => error);
      // As it does between requests from elsewhere.
      if (sent % 100 === 0) await setImmediate();
    }
  };
  await answer(requests / 2);
  const half = await heap();
  await answer(requests);
  expect(sent).toBeGreaterThanOrEqual(requests);
  expect((await heap()) - half).toBeLessThan(0.03 * half + 1);
});
