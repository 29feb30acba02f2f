import { fork } from "node:child_process";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { Agent, request } from "undici";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { createClient, OvhConfigError } from "../src/index.js";
import { type ConnectionOptions, pooledFetch } from "../src/undici/index.js";
import { keys } from "./support/keys.js";

/** An OVH that answers by a function, and counts its connections. */
async function startServer(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<{ origin: string; connections: () => number }> {
  let connections = 0;
  const server = createServer((request, response) => {
    if (request.url === "/1.0/auth/time") response.end(String(Math.floor(Date.now() / 1000)));
    else answer(request, response);
  });
  server.on("connection", () => void connections++);
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, connections: () => connections };
}

const clientOf = (origin: string, options?: ConnectionOptions) =>
  createClient({ endpoint: "ovh-eu", ...keys, baseUrl: `${origin}/1.0`, fetch: pooledFetch(options) });

describe("a client over undici", () => {
  it("makes 5,000 calls at once over 16 connections, or as many as it is told", async () => {
    const server = await startServer((_request, response) => void response.end('{"firstname":"Ada"}'));
    const ovh = clientOf(server.origin);
    await Promise.all(Array.from({ length: 5000 }, () => ovh.unwrapped.GET("/me")));
    expect(server.connections()).toBe(16);
    const few = clientOf(server.origin, { connections: 2 });
    await Promise.all(Array.from({ length: 100 }, () => few.unwrapped.GET("/me")));
    expect(server.connections()).toBe(18);
  }, 60_000);

  it("reads what is compressed, and gives the headers of an answer", async () => {
    const body = gzipSync('{"firstname":"Zoë"}');
    const server = await startServer((request, response) => {
      expect(request.headers["accept-encoding"]).toBe("gzip");
      response.writeHead(200, { "Content-Encoding": "gzip", "X-Ovh-QueryId": "EU.1", "X-Two": ["a", "b"] }).end(body);
    });
    const { data, response } = await clientOf(server.origin).GET("/me");
    expect(data).toEqual({ firstname: "Zoë" });
    expect([response.headers.get("X-OVH-QUERYID"), response.headers.get("x-two"), response.headers.get("x")]).toEqual([
      "EU.1",
      "a, b",
      null,
    ]);
  });

  it("shows middleware a Response, with its headers", async () => {
    const server = await startServer((_request, response) => void response.setHeader("X-A", "1").end('{"n":1}'));
    const ovh = clientOf(server.origin);
    const seen: unknown[] = [];
    ovh.use({
      async onResponse({ response }) {
        seen.push(response instanceof Response, response.headers.get("x-a"), await response.clone().json());
      },
    });
    await ovh.unwrapped.GET("/me");
    expect(seen).toEqual([true, "1", { n: 1 }]);
  });

  it("takes no more of an answer than is read, nor any more once it is aborted", async () => {
    let given: ServerResponse | undefined;
    const server = await startServer((_request, response) => {
      given = response;
      response.write(Buffer.alloc(64 * 2 ** 20));
    });
    const controller = new AbortController();
    const { signal } = controller;
    const url = `${server.origin}/1.0/large`;
    const { body } = (await pooledFetch()(url, { method: "GET", headers: {}, redirect: "manual", signal })) as {
      body?: AsyncIterable<Uint8Array>;
    };
    await vi.waitFor(() => expect(given?.writableNeedDrain).toBe(true));
    let length = 0;
    const reading = (async () => {
      for await (const chunk of body!) {
        length += chunk.byteLength;
        if (length > 2 ** 23) controller.abort(new Error("enough"));
      }
    })();
    await expect(reading).rejects.toThrow("enough");
    expect(length).toBeLessThan(2 ** 25);
    await vi.waitFor(() => expect(given?.destroyed).toBe(true));
  });

  it("gives a limiter and a middleware an AbortSignal, which its own fetch does not need", async () => {
    const server = await startServer((_request, response) => void response.end("1"));
    const seen: unknown[] = [];
    const pooled = pooledFetch();
    const fetch = Object.assign(
      (...[url, init]: Parameters<typeof pooled>) => {
        seen.push(init.signal instanceof AbortSignal);
        return pooled(url, init);
      },
      { takesLightSignal: pooled.takesLightSignal! },
    );
    const ovh = createClient({
      endpoint: "ovh-eu",
      ...keys,
      baseUrl: `${server.origin}/1.0`,
      fetch,
      limit: {
        async acquire({ signal }) {
          seen.push(signal instanceof AbortSignal);
          return () => undefined;
        },
      },
    });
    await ovh.GET("/auth/time");
    ovh.use({ onRequest: ({ request }) => void seen.push(request.signal instanceof AbortSignal) });
    await ovh.GET("/auth/time");
    expect(seen).toEqual([true, false, true, true, false]);
    // A wrapper that is not told of gets one.
    seen.length = 0;
    const wrapped = (...[url, init]: Parameters<typeof pooled>) => {
      seen.push(init.signal instanceof AbortSignal);
      return pooled(url, { ...init, signal: AbortSignal.any([init.signal]) });
    };
    const other = createClient({ endpoint: "ovh-eu", ...keys, baseUrl: `${server.origin}/1.0`, fetch: wrapped });
    expect(await other.unwrapped.GET("/auth/time")).toEqual(expect.any(Number));
    expect(seen).toEqual([true]);
  });

  it("goes through the proxy that it is told, or that the environment names", async () => {
    const hosts: unknown[] = [];
    const proxy = await startServer((_request, response) => void response.end('{"firstname":"Ada"}'));
    const tunnel = createServer().on("connect", ({ url }, socket) => {
      hosts.push(url);
      socket.end("HTTP/1.1 403 Forbidden\r\n\r\n");
    });
    await new Promise<void>((resolve) => void tunnel.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void tunnel.close());
    const url = `http://127.0.0.1:${(tunnel.address() as AddressInfo).port}`;
    const to = async (baseUrl: string, options: ConnectionOptions = {}): Promise<unknown> => {
      const fetch = pooledFetch(options);
      return createClient({ endpoint: "ovh-eu", ...keys, baseUrl, fetch, retry: false })
        .unwrapped.GET("/auth/time")
        .catch(() => "refused");
    };
    expect(await to("https://eu.api.ovh.com/1.0", { proxy: url })).toBe("refused");
    vi.stubEnv("HTTPS_PROXY", url);
    vi.stubEnv("NO_PROXY", "127.0.0.1");
    onTestFinished(() => void vi.unstubAllEnvs());
    expect(await to("https://ca.api.ovh.com/1.0")).toBe("refused");
    expect(await to(`${proxy.origin}/1.0`)).toEqual(expect.any(Number));
    expect(hosts).toEqual(["eu.api.ovh.com:443", "ca.api.ovh.com:443"]);
  });

  it.each([
    [{ connections: 0 }, "connections is no whole number above 0."],
    [{ connections: 1.5 }, "connections is no whole number above 0."],
    [{ connectTimeout: 0 }, "connectTimeout is not a number above 0."],
    [{ keepAliveTimeout: Number.NaN }, "keepAliveTimeout is not a number above 0."],
    [{ proxy: "secret@nowhere" }, /^proxy is not the URL of a proxy: http:/],
    [{ proxy: "ftp://proxy.example" }, /^proxy is not the URL of a proxy: http:/],
  ])("is not made with %o", (options, message) => {
    expect(() => pooledFetch(options)).toThrow(OvhConfigError);
    expect(() => pooledFetch(options)).toThrow(message);
  });

  it("sends nothing where the environment's proxy is no URL", async () => {
    vi.stubEnv("HTTPS_PROXY", "user:secret@proxy");
    onTestFinished(() => void vi.unstubAllEnvs());
    const ovh = createClient({ endpoint: "ovh-eu", fetch: pooledFetch() });
    const call = ovh.GET("/auth/time");
    await expect(call).rejects.toThrow(OvhConfigError);
    await expect(call).rejects.toThrow(/^HTTPS_PROXY is not the URL of a proxy: [^:]*http:\/\/host:port/);
  });
});

it("a client takes no fetch that is no function", () => {
  const fetch = {} as never;
  expect(() => createClient({ endpoint: "ovh-eu", fetch })).toThrow(new OvhConfigError("fetch is not a function."));
});

it("over undici no more POSTs fail than with undici's own interface, where a server closes connections", async () => {
  const server = fork(fileURLToPath(new URL("fixtures/closing-server.mjs", import.meta.url)));
  onTestFinished(() => void server.kill());
  const [origin] = (await once(server, "message")) as [string];
  const ovh = clientOf(origin);
  const dispatcher = new Agent();
  const posts = {
    ours: () => ovh.unwrapped.POST("/race", { body: { a: 1 } }),
    theirs: async () => {
      const answer = await request(`${origin}/race`, { method: "POST", body: '{"a":1}', dispatcher });
      await answer.body.dump();
    },
  };
  const failed = { ours: 0, theirs: 0 };
  const rounds = 700;
  for (let round = 0; round < rounds; round++) {
    for (const who of ["ours", "theirs"] as const) {
      await posts[who]().catch(() => failed[who]++);
    }
  }
  // Both fall into the same gap, by chance: five standard deviations of the difference.
  expect(failed.ours).toBeLessThanOrEqual(failed.theirs + 5 * Math.sqrt(2 * Math.max(failed.theirs, 1)));
  expect(failed.theirs).toBeLessThan(rounds);
}, 60_000);
