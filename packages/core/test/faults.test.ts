import { describe, expect, it } from "vitest";
import {
  createClient,
  OvhApiError,
  OvhNetworkError,
  OvhParseError,
  OvhProtocolError,
  OvhTimeoutError,
  type PinnedClientOptions,
  type UntypedOperations,
} from "../src/index.js";
import { startBrokenServer } from "./support/broken-server.js";
import { buildClient } from "./support/build-client.js";
import { createDeferred } from "./support/deferred.js";
import { keys } from "./support/keys.js";
import { createFakePlatform } from "./support/platform.js";

/** Lets a fresh server give one answer to GET /me, then closes it. */
async function answerWith(raw: string | Buffer, options?: PinnedClientOptions) {
  await using server = await startBrokenServer((socket) => void socket.end(raw), { retry: false, ...options });
  const outcome = await server.ovh.GET("/me").catch((error: unknown) => ({ rejected: error }));
  return { outcome, requests: server.requests };
}

const withLength = (head: string, body: string): string =>
  `HTTP/1.1 ${head}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;

describe("answers", () => {
  it.each([
    ["204", "HTTP/1.1 204 No Content\r\n\r\n", undefined],
    ["200 with an empty body", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", undefined],
    ["200 without length or body", "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n", undefined],
    ["200 with null", withLength("200 OK", "null"), undefined],
    ["200 with white space", withLength("200 OK", " \r\n"), undefined],
    ["a byte order mark", withLength("200 OK", '\ufeff{"a":1}'), { a: 1 }],
    ["another content type", withLength("200 OK\r\nContent-Type: text/plain", "12"), 12],
    ["a key __proto__", withLength("200 OK", '{"__proto__":{"x":1}}'), JSON.parse('{"__proto__":{"x":1}}')],
    [
      "chunks that split a character",
      'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n"\xc3\r\n2\r\n\xa9"\r\n0\r\n\r\n',
      "é",
    ],
  ])("%s", async (_title, raw, data) => {
    const bytes = raw.includes("chunked") ? Buffer.from(raw, "latin1") : raw;
    const { outcome } = await answerWith(bytes);
    expect(outcome).toMatchObject({ data, response: expect.any(Response) });
    expect(outcome).not.toHaveProperty("error");
  });

  it.each([
    [
      "HTML with 200",
      withLength("200 OK\r\nContent-Type: text/html", "<html>Maintenance</html>"),
      "text/html",
      "<html>Maintenance</html>",
    ],
    ["truncated JSON of the right length", withLength("200 OK", '{"a":'), undefined, '{"a":'],
    ["a long page", withLength("200 OK", "x".repeat(5000)), undefined, "x".repeat(1024)],
  ])("%s is an OvhParseError", async (_title, raw, contentType, body) => {
    const { outcome } = await answerWith(raw);
    expect(outcome).toMatchObject({ rejected: { status: 200, contentType, body, method: "GET", path: "/me" } });
    expect(outcome).toMatchObject({ rejected: expect.any(OvhParseError) });
  });

  it.each([
    ["HTML with 502", withLength("502 Bad Gateway\r\nContent-Type: text/html", "<html>"), 502],
    ["408 with nothing", "HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", 408],
    ["504 without length", "HTTP/1.1 504 Gateway Timeout\r\nConnection: close\r\n\r\n", 504],
    ["a list", withLength("400 Bad Request", "[1]"), 400],
    ["null", withLength("404 Not Found", "null"), 404],
    ["460", withLength("460 Expired", '"expired"'), 460],
  ])("an error whose body is %s comes back as error", async (_title, raw, status) => {
    const { outcome } = await answerWith(raw);
    expect(outcome).toMatchObject({ error: { status, method: "GET", path: "/me" }, response: { status } });
    expect(outcome).toMatchObject({ error: expect.any(OvhApiError) });
    expect(outcome).not.toHaveProperty("data");
  });
});

describe("redirects", () => {
  it.each([301, 302, 303, 307, 308, 300, 304])("%i is never followed", async (status) => {
    await using elsewhere = await startBrokenServer((socket) => void socket.end(withLength("200 OK", "1")));
    const raw = `HTTP/1.1 ${status} Moved\r\nLocation: ${elsewhere.baseUrl}/stolen\r\nContent-Length: 0\r\n\r\n`;
    const { outcome, requests } = await answerWith(raw);
    expect(outcome).toMatchObject({ rejected: { status, method: "GET", path: "/me" } });
    expect(outcome).toMatchObject({ rejected: expect.any(OvhProtocolError) });
    expect(requests).toHaveLength(1);
    expect(elsewhere.requests).toEqual([]);
  });

  it("a redirect that the runtime hides, as browsers do, is refused too", async () => {
    const fetch = async (): Promise<Response> => {
      const hidden = new Response(null);
      Object.defineProperties(hidden, { type: { value: "opaqueredirect" }, status: { value: 0 } });
      return hidden;
    };
    const ovh = createClient({ endpoint: "ovh-eu", fetch });
    await expect(ovh.GET("/auth/time")).rejects.toThrow(OvhProtocolError);
  });
});

describe("connections", () => {
  it("that are refused: nothing was sent", async () => {
    const server = await startBrokenServer(() => undefined);
    await server[Symbol.asyncDispose]();
    const call = server.ovh.GET("/a/{b}", { params: { path: { b: 1 } }, auth: false });
    await expect(call).rejects.toThrow(OvhNetworkError);
    await expect(call).rejects.toMatchObject({ code: "ECONNREFUSED", sent: false, method: "GET", path: "/a/{b}" });
  });

  it.each([
    ["reset before the answer", "", "unknown"],
    ["closed in the headers", "HTTP/1.1 200 OK\r\nContent-", "unknown"],
    ["closed in the body", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{", true],
    ["closed in the body of an error", "HTTP/1.1 500 Oops\r\nContent-Length: 100\r\n\r\n{", true],
    ["spoilt by a malformed header", "HTTP/1.1 200 OK\r\n\u0000: 1\r\n\r\n", "unknown"],
  ])("that are %s: sent, as far as one can tell", async (_title, raw, sent) => {
    const { outcome, requests } = await answerWith(raw);
    expect(outcome).toMatchObject({ rejected: expect.any(OvhNetworkError) });
    expect(outcome).toMatchObject({ rejected: { sent, method: "GET", path: "/me" } });
    expect(requests).toHaveLength(1);
  });

  it("of unknown hosts", async () => {
    const fetch = (): never => {
      throw new TypeError("fetch failed", { cause: Object.assign(new Error("getaddrinfo"), { code: "ENOTFOUND" }) });
    };
    await expect(createClient({ endpoint: "ovh-eu", fetch }).GET("/auth/time")).rejects.toMatchObject({
      name: "OvhNetworkError",
      code: "ENOTFOUND",
      sent: false,
      message: "GET /auth/time failed: the host name is unknown (ENOTFOUND).",
    });
  });
});

describe("abort and timeout", () => {
  it("rejects with the signal's own reason, before anything is sent", async () => {
    await using server = await startBrokenServer((socket) => void socket.end(withLength("200 OK", "1")));
    const reason = { my: "reason" };
    await expect(server.ovh.GET("/me", { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    await expect(server.ovh.GET("/me", { signal: AbortSignal.abort(null) })).rejects.toBe(null);
    expect(server.requests).toEqual([]);
  });

  it.each([
    ["the answer", ""],
    ["the rest of the headers", "HTTP/1.1 200 OK\r\n"],
    ["the body", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"],
  ])("rejects with the signal's own reason while waiting for %s", async (_title, raw) => {
    const controller = new AbortController();
    const closed = createDeferred<void>();
    await using server = await startBrokenServer((socket) => {
      socket.on("close", () => closed.resolve(undefined));
      socket.write(raw, () => setImmediate(() => controller.abort("changed my mind")));
    });
    await expect(server.ovh.POST("/me", { body: {}, signal: controller.signal })).rejects.toBe("changed my mind");
    await closed.promise;
    expect(server.requests).toHaveLength(1);
  });

  it.each([
    ["an answer that never comes", "", undefined, 180_000],
    ["a body that stalls", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{", undefined, 180_000],
    ["an answer slower than the call's own timeout", "", 50, 50],
  ])("gives up on %s, after a time that is over everything", async (_title, raw, timeout, waited) => {
    const platform = createFakePlatform((url, init) => fetch(url, init));
    await using server = await startBrokenServer((socket) => {
      socket.write(raw, () =>
        setImmediate(() => {
          platform.pass(waited - 1);
          expect(platform.timers.size).toBe(1);
          platform.pass(1);
        }),
      );
    });
    const ovh = buildClient<UntypedOperations>({ endpoint: "ovh-eu", ...keys, baseUrl: server.baseUrl }, platform);
    const failure = await ovh.GET("/me", { timeout }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(OvhTimeoutError);
    expect(failure).toMatchObject({ timeout: waited, method: "GET", path: "/me" });
    expect(String(failure)).toBe(`OvhTimeoutError: GET /me was not answered within ${waited} ms.`);
  });

  it("leaves no timer behind, and sets none for Infinity", async () => {
    const platform = createFakePlatform(async () => {
      expect(platform.timers.size).toBe(0);
      return new Response("1");
    });
    const ovh = buildClient<UntypedOperations>({ endpoint: "ovh-eu", timeout: Infinity }, platform);
    expect((await ovh.GET("/auth/time")).data).toBe(1);
    platform.pass(0);
    expect(platform.timers.size).toBe(0);
  });

  it.each([0, -1, Number.NaN])("refuses a timeout of %d", async (timeout) => {
    expect(() => createClient({ endpoint: "ovh-eu", timeout })).toThrow(/timeout is/);
    await expect(createClient({ endpoint: "ovh-eu", ...keys }).GET("/me", { timeout })).rejects.toThrow(/timeout is/);
  });
});
