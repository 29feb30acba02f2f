import { describe, expect, it } from "vitest";
import { captureClient } from "./support/capture.js";

describe("path parameters", () => {
  it.each([
    ["example.com", "example.com"],
    ["192.0.2.0/28", "192.0.2.0%2F28"],
    ["2001:db8::/32", "2001%3Adb8%3A%3A%2F32"],
    ["it's (a) *!", "it%27s%20%28a%29%20%2A%21"],
    ["a?b#c%d\\e", "a%3Fb%23c%25d%5Ce"],
    ["@host", "%40host"],
    ["été🙂", "%C3%A9t%C3%A9%F0%9F%99%82"],
    ["1,2", "1%2C2"],
    ["{id}", "%7Bid%7D"],
    ["$&", "%24%26"],
    ["...", "..."],
    ["a..b", "a..b"],
    ["-_~", "-_~"],
    [42, "42"],
    [0, "0"],
    [9007199254740993n, "9007199254740993"],
    [true, "true"],
  ])("%o travels as %s", async (id, encoded) => {
    const { ovh, sent } = captureClient();
    await ovh.GET("/a/{id}/b", { params: { path: { id } } });
    expect(sent[0]?.url).toBe(`https://eu.api.ovh.com/1.0/a/${encoded}/b`);
  });

  it.each([
    ["", "empty"],
    [".", "dot segment"],
    ["..", "dot segment"],
    ["%2e%2E", "dot segment"],
    [".%2e", "dot segment"],
    ["%2E", "dot segment"],
    [null, "null"],
    [{}, "an object"],
    [[1], "a list"],
    [new Date(0), "an object"],
    [Number.NaN, "NaN"],
    [Number.POSITIVE_INFINITY, "Infinity"],
    [2 ** 53, "beyond 2^53"],
    [Symbol("id"), "a symbol"],
    [() => 1, "a function"],
    ["\ud800", "half a surrogate pair"],
    ["a\r\nb", "control character"],
    ["\u0000", "control character"],
    [undefined, "missing"],
  ])("%o is refused before anything is sent", async (id, problem) => {
    const { ovh, sent, timeRequests } = captureClient();
    const call = ovh.GET("/a/{id}/b", { params: { path: { id } } });
    await expect(call).rejects.toThrow(TypeError);
    await expect(call).rejects.toThrow(problem);
    await expect(call).rejects.toThrow(/\bid\b/);
    expect([...sent, ...timeRequests]).toEqual([]);
  });

  it("names a parameter that is missing, inherited only, or not of this path", async () => {
    const { ovh } = captureClient();
    await expect(ovh.GET("/a/{id}")).rejects.toThrow(
      new TypeError("The path /a/{id} needs params.path.id, which is missing."),
    );
    await expect(ovh.GET("/a/{constructor}", { params: { path: {} } })).rejects.toThrow(
      "needs params.path.constructor",
    );
    await expect(ovh.GET("/a/{id}", { params: { path: { id: 1, name: 2 } } })).rejects.toThrow('no parameter "name"');
    await expect(ovh.GET("/a/{b}/{c}", { params: { path: { b: 1, c: 2, "b}/{c": 3 } } })).rejects.toThrow(
      'no parameter "b}/{c"',
    );
  });
});

describe("paths", () => {
  it.each([
    ["https://evil.example/1.0/me", "begin with a slash"],
    ["@evil.example", "begin with a slash"],
    ["me", "begin with a slash"],
    ["", "begin with a slash"],
    ["//evil.example/me", "empty segment"],
    ["/domain//record", "empty segment"],
    ["/\\evil.example", "backslash"],
    ["/a\\..\\b", "backslash"],
    ["/../me", "dot segment"],
    ["/a/..", "dot segment"],
    ["/a/%2E%2e/b", "dot segment"],
    ["/./me", "dot segment"],
    ["/.\t./me", "white space"],
    ["/a b", "white space"],
    ["/a\u0000", "control character"],
    ["/a\ud800", "surrogate"],
    ["/me#x", "fragment"],
  ])("%j is refused before anything is sent", async (path, problem) => {
    const { ovh, sent, timeRequests } = captureClient();
    for (const call of [ovh.GET(path), ovh.request("GET", path)]) {
      await expect(call).rejects.toThrow(TypeError);
      await expect(call).rejects.toThrow(problem);
    }
    expect([...sent, ...timeRequests]).toEqual([]);
  });

  it("takes no query in a typed path", async () => {
    const { ovh } = captureClient();
    await expect(ovh.GET("/me?x=1")).rejects.toThrow("params.query");
  });

  it("takes a finished path with a query in request(), and adds params.query to it", async () => {
    const { ovh, sent } = captureClient();
    await ovh.request("GET", "/me/bill/FR1?a=it's&b=?", { params: { query: { c: [1, 2] } } });
    await ovh.request("GET", "/me/bill/{billId}", { params: { path: { billId: "FR/1" } } });
    await expect(ovh.request("GET", "/me?x=\n")).rejects.toThrow("control character");
    expect(sent.map(({ url }) => url)).toEqual([
      "https://eu.api.ovh.com/1.0/me/bill/FR1?a=it%27s&b=?&c=1&c=2",
      "https://eu.api.ovh.com/1.0/me/bill/FR%2F1",
    ]);
  });

  it("sends its own text as a URL parser writes it", async () => {
    const { ovh, sent } = captureClient();
    const characters = [...`!"$%&'()*+,-.:;<=>@[]^_\`{|}~0Aaé🙂`];
    for (const one of characters) await ovh.request("GET", `/a${one}b/c?d=${one}e`);
    expect(sent.map(({ url }) => url)).toEqual(
      characters.map((one) => new URL(`https://eu.api.ovh.com/1.0/a${one}b/c?d=${one}e`).href),
    );
  });

  it("is read anew where it is another, refused each time where it is none", async () => {
    const { ovh, sent } = captureClient();
    const read = async (index: number): Promise<void> => {
      await ovh.GET(`/a/${index}`);
      await expect(ovh.GET(`/a//${index}`)).rejects.toThrow("empty segment");
    };
    for (const round of [1, 2]) for (let index = 0; index < 600; index++) await read(index * round);
    expect(new Set(sent.map(({ url }) => url)).size).toBe(900);
  });

  it("lets a path under /v1 or /v2 replace the version of the base", async () => {
    const { ovh, sent } = captureClient();
    await ovh.GET("/v2/iam/policy");
    await ovh.GET("/v1/me");
    await ovh.GET("/v2ray");
    expect(sent.map(({ url }) => url)).toEqual([
      "https://eu.api.ovh.com/v2/iam/policy",
      "https://eu.api.ovh.com/v1/me",
      "https://eu.api.ovh.com/1.0/v2ray",
    ]);
  });
});
