import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Agent, fetch as undiciFetch } from "undici";
import { afterEach, describe, expect, it } from "vitest";
import type { UntypedOperations } from "../src/index.js";
import { buildClient } from "./support/build-client.js";
import { keys } from "./support/keys.js";
import { createFakePlatform, type FakePlatform } from "./support/platform.js";
import { tick } from "./support/until-settled.js";

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** A server that counts what comes, and a client whose time is moved; few connections, so that no limit of files is met. */
async function startCounting(answer: (path: string, timestamp: number, response: ServerResponse) => void) {
  const counts = new Map<string, number>();
  const server = createServer((request, response) => {
    const { url = "", headers } = request;
    counts.set(url, (counts.get(url) ?? 0) + 1);
    response.sendDate = false;
    answer(url, Number(headers["x-ovh-timestamp"]), response);
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const dispatcher = new Agent({ connections: 32 });
  closing.push(
    () => dispatcher.destroy(),
    () => new Promise((resolve) => void server.close(resolve)),
  );
  let inFlight = 0;
  const platform: FakePlatform = createFakePlatform(async (url, init) => {
    inFlight++;
    const response = await undiciFetch(url, { ...init, dispatcher });
    // Read here, so that what is on the way is known.
    const body = await response.arrayBuffer();
    inFlight--;
    return new Response(body, { status: response.status, headers: [...response.headers] });
  });
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/1.0`;
  const ovh = buildClient<UntypedOperations>({ endpoint: "ovh-eu", ...keys, baseUrl }, platform);
  return { ovh, platform, count: (path: string) => counts.get(`/1.0${path}`) ?? 0, isQuiet: () => inFlight === 0 };
}

describe("1,000 calls together", { timeout: 60_000 }, () => {
  it("over a jump of the clock by an hour: one measurement, and no call lost", async () => {
    let time = 1_700_000_000;
    const { ovh, count } = await startCounting((path, timestamp, response) => {
      const isWrong = Math.abs(timestamp - time) > 30;
      if (path.endsWith("/auth/time")) response.end(String(time));
      else if (isWrong) response.writeHead(400).end('{"errorCode":"QUERY_TIME_OUT"}');
      else response.end('"fine"');
    });
    expect((await ovh.GET("/me")).data).toBe("fine");
    time += 3600;
    const results = await Promise.all(
      Array.from({ length: 1000 }, (_, index) => ovh[index % 2 === 0 ? "GET" : "POST"]("/me")),
    );
    expect(results.filter(({ data }) => data === "fine")).toHaveLength(1000);
    expect([count("/auth/time"), count("/me")]).toEqual([2, 2001]);
  });

  it.each([
    ["at once, every 20 seconds", () => 0],
    ["spread over the time", (caller: number) => caller % 200],
  ])("in 60 seconds of outage, %s: a tenth more load at most", async (_title, startOf) => {
    const { ovh, platform, count, isQuiet } = await startCounting((path, _timestamp, response) => {
      if (path.endsWith("/auth/time")) response.end("1700000000");
      else response.writeHead(503).end();
    });
    const counted = { calls: 0, pending: 0 };
    const call = async (): Promise<void> => {
      counted.calls++;
      counted.pending++;
      expect((await ovh.GET("/me")).error?.status).toBe(503);
      counted.pending--;
    };
    // A step is 100 ms; each caller calls every 200 steps, for 600.
    for (let step = 0; step < 600 || counted.pending > 0; step++) {
      if (step < 600) for (let caller = 0; caller < 1000; caller++) if (step % 200 === startOf(caller)) void call();
      do await tick();
      while (!isQuiet());
      platform.pass(100);
    }
    expect(counted.calls).toBe(3000);
    const extra = count("/me") / counted.calls;
    expect(extra).toBeGreaterThan(1);
    expect(extra).toBeLessThanOrEqual(1.1);
  });
});
