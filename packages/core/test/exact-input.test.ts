import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { captureClient } from "./support/capture.js";
import { fakeOvh } from "./support/ovh.js";

/** What became of a body: the text that was sent, or the TypeError. */
async function sentBody(body: unknown): Promise<string | undefined> {
  const { ovh, sent } = captureClient();
  await ovh.POST("/a", { body });
  return sent[0]?.body;
}

/** What became of a query. */
async function sentQuery(query: unknown): Promise<string | undefined> {
  const { ovh, sent } = captureClient();
  await ovh.GET("/a", { params: { query: query as Record<string, unknown> } });
  return sent[0] && new URL(sent[0].url).search;
}

describe("a body that would silently become something else", () => {
  const thenable = Object.create({ [["th", "en"].join("")]: () => 1 });

  it.each<[string, unknown, string]>([
    ["a forgotten await", Promise.resolve({}), "The body is a Promise"],
    ["one in a field", { a: { b: Promise.resolve(1) } }, 'The field "a.b" of the body is a Promise'],
    ["a thenable", { a: thenable }, 'The field "a" of the body is a Promise'],
    ["a form", new FormData(), "The body is a FormData"],
    ["search parameters", new URLSearchParams("a=1"), "The body is a URLSearchParams"],
    ["a Blob", new Blob(["{}"]), "The body is a Blob"],
    ["a stream", new ReadableStream(), "The body is a ReadableStream"],
    ["a Map", { tags: new Map([["a", 1]]) }, 'The field "tags" of the body is a Map'],
    ["a Set", [new Set([1])], 'The field "[0]" of the body is a Set'],
    ["bytes", new Uint8Array([1]), "The body is a Uint8Array"],
    ["a Buffer", { file: Buffer.from("a") }, 'The field "file" of the body is a Uint8Array'],
    ["an ArrayBuffer", new ArrayBuffer(1), "The body is an ArrayBuffer"],
    ["an Error", { cause: new Error("x") }, 'The field "cause" of the body is an Error'],
    ["a RegExp", /a/, "The body is a RegExp"],
    ["undefined in a list", { list: [1, undefined] }, 'The field "list[1]" of the body is undefined'],
    ["a hole in a list", Object.assign([1], { 2: 3 }), 'The field "[1]" of the body is undefined'],
    ["a boxed NaN", { a: Object(Number.NaN) }, 'The field "a" of the body is NaN'],
    ["toJSON that gives nothing", { toJSON: () => undefined }, "The body is undefined"],
    [
      "toJSON that gives nothing in a field",
      { a: { toJSON: () => undefined } },
      'The field "a" of the body is undefined',
    ],
  ])("is refused with its place: %s", async (_title, body, message) => {
    await expect(sentBody(body)).rejects.toThrow(TypeError);
    await expect(sentBody(body)).rejects.toThrow(`${message}, which JSON cannot hold.`);
  });

  it("is none where JSON has a form for it", async () => {
    const bare = Object.assign(Object.create(null), { a: 1 });
    const foreign = runInNewContext("({ list: [1, { a: null }], at: new Date(0), text: new String('x') })");
    class Record {
      target = "192.0.2.1";
      ttl = undefined;
    }
    expect(await sentBody(bare)).toBe('{"a":1}');
    expect(await sentBody(foreign)).toBe('{"list":[1,{"a":null}],"at":"1970-01-01T00:00:00.000Z","text":"x"}');
    expect(await sentBody(new Record())).toBe('{"target":"192.0.2.1"}');
    expect(await sentBody({ toJSON: () => [new URL("https://example.com/")] })).toBe('["https://example.com/"]');
    expect(await sentBody({ a: -0, "é\u2028": "\ud800", n: 1e-7 / 3 })).toBe(
      JSON.stringify({ a: -0, "é\u2028": "\ud800", n: 1e-7 / 3 }),
    );
  });
});

describe("a query that would silently become something else", () => {
  it("is sent where it has a form: URLSearchParams, in their order", async () => {
    expect(await sentQuery(new URLSearchParams("b=1&a=x y&b='"))).toBe("?b=1&a=x%20y&b=%27");
    expect(await sentQuery(Object.assign(Object.create(null), { a: 1 }))).toBe("?a=1");
    expect(await sentQuery(runInNewContext("({ a: [1, 2], at: new Date(0), iamTags: { env: [] } })"))).toBe(
      "?a=1&a=2&at=1970-01-01T00%3A00%3A00.000Z&iamTags=%7B%22env%22%3A%5B%5D%7D",
    );
  });

  it.each<[string, unknown, string]>([
    ["a Map", new Map([["a", 1]]), "params.query has to be a plain object or URLSearchParams; found an object."],
    ["a text", "a=1", "params.query has to be a plain object or URLSearchParams; found a string."],
    ["a list", [["a", 1]], "params.query has to be a plain object or URLSearchParams; found a list."],
    ["NaN in a map", { tags: { a: Number.NaN } }, 'The field "a" of the query parameter "tags" is NaN'],
    ["a Map in its place", { iamTags: { a: new Map() } }, 'The field "a" of the query parameter "iamTags" is a Map'],
  ])("is refused with its place: %s", async (_title, query, message) => {
    await expect(sentQuery(query)).rejects.toThrow(TypeError);
    await expect(sentQuery(query)).rejects.toThrow(message);
  });
});

describe("a long beyond 2^53", () => {
  it("is sent exactly, as a bigint", async () => {
    expect(await sentBody({ id: 9007199254740993n, list: [-1n] })).toBe('{"id":9007199254740993,"list":[-1]}');
    expect(await sentBody(18446744073709551615n)).toBe("18446744073709551615");
    expect(await sentQuery({ id: 9007199254740993n, iamTags: { a: 9007199254740993n } })).toBe(
      "?id=9007199254740993&iamTags=%7B%22a%22%3A9007199254740993%7D",
    );
  });

  it("is refused as a number, which has been rounded", async () => {
    await expect(sentBody({ a: { id: 2 ** 53 } })).rejects.toThrow(
      'The field "a.id" of the body is a number beyond 2^53, which is not exact: give a bigint.',
    );
    await expect(sentBody(2 ** 60)).rejects.toThrow(TypeError);
  });
});

describe("a path that is no text", () => {
  it.each([undefined, null, 12, {}])("is told so: %o", async (path) => {
    const { ovh, sent } = captureClient();
    await expect(ovh.GET(path as unknown as string)).rejects.toThrow("The path has to be a string");
    await expect(ovh.request("GET", path as unknown as string)).rejects.toThrow(TypeError);
    expect(sent).toEqual([]);
  });
});

describe("a path composed of values", () => {
  it.each([
    ["/x/%2{a}%2{b}/y", { a: "e", b: "e" }],
    ["/x/%{a}/y", { a: "2e" }],
    ["/x/.{a}/y", { a: "%2e" }],
    ["/{a}.", { a: "." }],
  ])("cannot compose a dot segment: %s", async (template, path) => {
    const { ovh, sent } = captureClient();
    await expect(ovh.request("GET", template, { params: { path } })).rejects.toThrow(TypeError);
    expect(sent).toEqual([]);
  });
});

describe("a polluted Object.prototype", () => {
  const polluted = {
    tokenUrl: "https://evil.example/token",
    baseUrl: "https://evil.example/1.0",
    signedUrl: "https://evil.example/1.0",
    hosts: "2026",
    timeout: 1,
    fetch: () => Promise.reject(new Error("evil")),
    auth: false,
    tables: { unsigned: "AAAA", void: "" },
    params: { query: { evil: 1 } },
    query: { evil: 1 },
    body: { evil: 1 },
    headers: { evil: "1" },
    configFile: "/evil.conf",
    accessToken: "evil",
    middleware: [{ onRequest: () => new Response('"evil"') }],
    method: "DELETE",
  };

  it.each(Object.entries(polluted))("changes nothing of a client or a call: %s", async (name, value) => {
    const { ovh: usual, sent: before } = captureClient();
    await usual.GET("/me");
    await usual.POST("/me", {});
    Reflect.defineProperty(Object.prototype, name, { value, configurable: true, writable: true });
    try {
      const { ovh, sent } = captureClient();
      await ovh.GET("/me");
      await ovh.POST("/me", {});
      await ovh.request("GET", "/me");
      expect(sent).toEqual([...before, before[0]]);
    } finally {
      Reflect.deleteProperty(Object.prototype, name);
    }
  });

  it("sends no client's secret elsewhere", async () => {
    const { ovh, arrived } = ((): ReturnType<typeof fakeOvh> => {
      Reflect.defineProperty(Object.prototype, "tokenUrl", { value: "https://evil.example/token", configurable: true });
      try {
        const answers = {
          "/auth/oauth2/token": () => Response.json({ access_token: "t" }),
          "/me": () => Response.json(1),
        };
        return fakeOvh({ clientId: "EU.1", clientSecret: "s" }, answers);
      } finally {
        Reflect.deleteProperty(Object.prototype, "tokenUrl");
      }
    })();
    await ovh.GET("/me");
    expect(arrived[0]?.url).toBe("https://www.ovh.com/auth/oauth2/token");
  });
});
