import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import nodeFetch from "node-fetch";
import nodeFetch2 from "node-fetch-2";
import { fetch as undiciFetch } from "undici";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import {
  createClient,
  type Fetch,
  OvhConfigError,
  OvhNetworkError,
  OvhParseError,
  OvhProtocolError,
  type PinnedClientOptions,
} from "../src/index.js";
import { captureClient } from "./support/capture.js";
import { createDeferred } from "./support/deferred.js";
import { keys } from "./support/keys.js";
import { fakeOvh } from "./support/ovh.js";

/** An OVH over HTTP whose clock is an hour ahead of what it tells first. */
async function startOvh(): Promise<{ baseUrl: string; requests: string[] }> {
  const requests: string[] = [];
  let told = Math.floor(Date.now() / 1000) - 3600;
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    if (request.url === "/1.0/auth/time") {
      told += 3600;
      return response.end(String(told - 3600));
    }
    if (request.url === "/1.0/redirect") return response.writeHead(302, { location: "/1.0/me" }).end("moved");
    if (request.url === "/1.0/gone") return response.writeHead(404).end('{"message":"gone"}');
    const skew = Math.abs(Number(request.headers["x-ovh-timestamp"]) - Date.now() / 1000);
    if (skew > 60) return response.writeHead(400).end('{"errorCode":"QUERY_TIME_OUT"}');
    return response.end('{"firstname":"Zoë"}');
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/1.0`, requests };
}

describe("a fetch of another make", () => {
  it.each([keys, { clientId: "EU.0123456789abcdef", clientSecret: "0123456789abcdef" }])(
    "may throw at once, and answer without a promise, with %o",
    async (credentials) => {
      const answers: Record<string, () => Response> = {
        time: () => Response.json(1_700_000_000),
        token: () => Response.json({ access_token: "token", token_type: "Bearer", expires_in: 3599 }),
        me: () => Response.json({ firstname: "Ada" }),
      };
      const fetch = ((url: string) => answers[url.split("/").at(-1)!]!()) as unknown as Fetch;
      const ovh = createClient({ endpoint: "ovh-eu", ...credentials, fetch, retry: false });
      expect(await ovh.unwrapped.GET("/me")).toEqual({ firstname: "Ada" });
      answers["me"] = () => {
        throw Object.assign(new Error("refused"), { code: "ECONNREFUSED" });
      };
      await expect(ovh.GET("/me")).rejects.toMatchObject({ name: "OvhNetworkError", sent: false });
    },
  );

  it.each([
    ["node-fetch 3", nodeFetch],
    ["node-fetch 2", nodeFetch2],
    ["undici", undiciFetch],
  ])("works, refusals and redirects included: %s", async (_title, fetch) => {
    const { baseUrl, requests } = await startOvh();
    const ovh = createClient({ endpoint: "ovh-eu", ...keys, baseUrl, fetch });
    expect((await ovh.GET("/me")).data).toEqual({ firstname: "Zoë" });
    await expect(ovh.GET("/redirect")).rejects.toThrow(OvhProtocolError);
    expect((await ovh.GET("/gone")).error).toMatchObject({ status: 404, serverMessage: "gone" });
    expect(requests).toEqual([
      "GET /1.0/auth/time",
      "GET /1.0/me",
      "GET /1.0/auth/time",
      "GET /1.0/me",
      "GET /1.0/redirect",
      "GET /1.0/gone",
    ]);
  });

  it.each([undefined, null, "answer", {}, { status: 200 }])("that gives %o is told so", async (given) => {
    const fetch = (async () => given) as unknown as Fetch;
    const ovh = createClient({ endpoint: "ovh-eu", fetch });
    await expect(ovh.GET("/auth/time")).rejects.toThrow(OvhProtocolError);
    await expect(ovh.GET("/auth/time")).rejects.toThrow(/^GET \/auth\/time: fetch gave .*, which is no Response\.$/);
  });
});

describe("one signal for many calls", () => {
  it("brings no warning, and aborts them all", async () => {
    const warnings = vi.spyOn(process, "emitWarning").mockImplementation(() => undefined);
    const fetch: Fetch = () => new Promise(() => undefined);
    const ovh = createClient({ endpoint: "ovh-eu", fetch });
    const controller = new AbortController();
    const calls = Array.from({ length: 50 }, () => ovh.GET("/auth/time", { signal: controller.signal }));
    await Promise.resolve();
    controller.abort(new Error("enough"));
    for (const { status, reason } of (await Promise.allSettled(calls)) as PromiseRejectedResult[]) {
      expect([status, (reason as Error).message]).toEqual(["rejected", "enough"]);
    }
    expect(warnings).not.toHaveBeenCalled();
  });
});

describe("one signal for one call after the other", () => {
  it("is listened to only while one is under way", async () => {
    const warnings = vi.spyOn(process, "emitWarning").mockImplementation(() => undefined);
    const controller = new AbortController();
    const added = vi.spyOn(controller.signal, "addEventListener");
    const removed = vi.spyOn(controller.signal, "removeEventListener");
    const { ovh } = captureClient();
    for (let count = 0; count < 50; count++) await ovh.GET("/me", { signal: controller.signal });
    expect(added.mock.calls.length).toBeGreaterThan(0);
    expect(removed.mock.calls.length).toBe(added.mock.calls.length);
    expect(warnings).not.toHaveBeenCalled();
  });
});

describe("a request that several calls share", () => {
  const oauth = { clientId: "EU.1", clientSecret: "s" };

  it.each<[string, string, PinnedClientOptions, () => Response]>([
    ["time", "/auth/time", keys, () => new Response("1700000000")],
    ["token", "/auth/oauth2/token", oauth, () => Response.json({ access_token: "t" })],
  ])("is given up when the last of them is: the %s's", async (_title, path, options, answer) => {
    const signals: AbortSignal[] = [];
    let stalls = true;
    const fetch: Fetch = async (url, init) => {
      if (!url.endsWith(path)) return Response.json("fine");
      signals.push(init.signal as AbortSignal);
      return stalls ? createDeferred<Response>().promise : answer();
    };
    const shared = fakeOvh({ ...options, fetch }, {});
    const [first, second] = [new AbortController(), new AbortController()];
    const calls = [first, second].map(({ signal }) => shared.ovh.GET("/me", { signal }));
    const settled = Promise.allSettled(calls);
    await vi.waitFor(() => expect(signals).toHaveLength(1));
    first.abort(new Error("first"));
    await expect(calls[0]).rejects.toThrow("first");
    expect(signals[0]?.aborted).toBe(false);
    second.abort(new Error("second"));
    await settled;
    expect(signals[0]?.aborted).toBe(true);
    expect(shared.platform.timers.size).toBe(0);
    stalls = false;
    expect((await shared.ovh.GET("/me")).data).toBe("fine");
    expect(signals).toHaveLength(2);
  });
});

describe("a request that never left", () => {
  it("because the other side speaks no TLS", async () => {
    const { baseUrl, requests } = await startOvh();
    const ovh = createClient({ endpoint: "ovh-eu", baseUrl: baseUrl.replace("http:", "https:") });
    await expect(ovh.GET("/auth/time")).rejects.toMatchObject({ name: "OvhNetworkError", sent: false });
    await expect(ovh.GET("/auth/time")).rejects.toThrow(/no secure connection came about \(E\w+\)/);
    expect(requests).toEqual([]);
  });

  it.each([
    "DEPTH_ZERO_SELF_SIGNED_CERT",
    "CERT_HAS_EXPIRED",
    "ERR_TLS_CERT_ALTNAME_INVALID",
    "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  ])("because of its certificate: %s", async (code) => {
    const fetch: Fetch = () =>
      Promise.reject(new TypeError("fetch failed", { cause: Object.assign(new Error("no"), { code }) }));
    const call = createClient({ endpoint: "ovh-eu", fetch }).GET("/auth/time");
    await expect(call).rejects.toMatchObject({ name: "OvhNetworkError", sent: false, code });
    await expect(call).rejects.toThrow("no secure connection came about");
  });

  it("because fetch refuses the port", async () => {
    const call = createClient({ endpoint: "ovh-eu", baseUrl: "http://127.0.0.1:6667/1.0" }).GET("/auth/time");
    await expect(call).rejects.toThrow(OvhNetworkError);
    await expect(call).rejects.toMatchObject({ sent: false });
    await expect(call).rejects.toThrow("fetch refuses the port");
  });

  it("because there is no fetch", async () => {
    vi.stubGlobal("fetch", undefined);
    const call = createClient({ endpoint: "ovh-eu" }).GET("/auth/time");
    await expect(call).rejects.toThrow(OvhConfigError);
    await expect(call).rejects.toThrow("This runtime has no fetch: give createClient the option fetch");
  });

  it("because nothing can be signed", async () => {
    const { ovh, sent } = captureClient();
    vi.stubGlobal("crypto", {});
    const call = ovh.GET("/me");
    await expect(call).rejects.toThrow(OvhConfigError);
    await expect(call).rejects.toThrow("crypto.subtle, which browsers have on https pages alone");
    expect(sent).toEqual([]);
  });
});

describe("a success that cannot be one", () => {
  const answered = (body: BodyInit | null, status = 200) =>
    createClient({ endpoint: "ovh-eu", fetch: async () => new Response(body, { status }) }).GET("/auth/time");

  it.each([
    ["bytes that are no UTF-8", new Uint8Array([0x22, 0xff, 0x22])],
    ["a letter that is cut off", new Uint8Array([0x22, 0xc3, 0x22])],
    ["a number that no number holds", "1e400"],
    ["one in a list", '{"a":[-1E+999]}'],
  ])("is an error: %s", async (_title, body) => {
    await expect(answered(body)).rejects.toThrow(OvhParseError);
  });

  it.each([205, 206])("is an error: status %i", async (status) => {
    await expect(answered(status === 205 ? null : "1", status)).rejects.toThrow(OvhProtocolError);
  });

  it("is none where the text only looks like it", async () => {
    expect((await answered('["1e400", "\ufffd", 1e308]')).data).toEqual(["1e400", "\ufffd", 1e308]);
    expect((await answered("\ufeff[1]")).data).toEqual([1]);
    expect((await answered(null, 204)).data).toBeUndefined();
  });
});
