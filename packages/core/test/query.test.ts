import { describe, expect, it } from "vitest";
import { captureClient } from "./support/capture.js";

describe("query parameters", () => {
  it.each([
    [{ status: "validated" }, "?status=validated"],
    [{ a: true, b: false }, "?a=true&b=false"],
    [{ n: 0, m: -1.5, big: 9007199254740993n }, "?n=0&m=-1.5&big=9007199254740993"],
    [{ from: new Date("2026-08-01T10:00:00Z") }, "?from=2026-08-01T10%3A00%3A00.000Z"],
    [{ ids: [1, 2], names: ["a b", "c&d"] }, "?ids=1&ids=2&names=a%20b&names=c%26d"],
    [{ gone: undefined, kept: "" }, "?kept="],
    [{ none: [] }, ""],
    [{ "creationDate.from": "it's +1" }, "?creationDate.from=it%27s%20%2B1"],
    [
      { iamTags: { env: [{ operator: "EQ", value: "a" }] } },
      "?iamTags=%7B%22env%22%3A%5B%7B%22operator%22%3A%22EQ%22%2C%22value%22%3A%22a%22%7D%5D%7D",
    ],
    [{ tags: {} }, "?tags=%7B%7D"],
    [{ text: "line\nend" }, "?text=line%0Aend"],
    [{}, ""],
  ])("%o travels as %s", async (query, expected) => {
    const { ovh, sent } = captureClient();
    await ovh.GET("/me", { params: { query } });
    expect(sent[0]?.url).toBe(`https://eu.api.ovh.com/1.0/me${expected}`);
    expect(new URL(sent[0]?.url ?? "").href).toBe(sent[0]?.url);
  });

  it.each([
    [null, "null"],
    [Number.NaN, "NaN"],
    [Number.NEGATIVE_INFINITY, "Infinity"],
    [2 ** 60, "beyond 2^53"],
    [() => 1, "a function"],
    [{ a: 1 }, "an object"],
    [new Map(), "an object"],
    [[[1]], "a list"],
    [[undefined], "undefined"],
    [new Date(Number.NaN), "invalid Date"],
    ["\udc00", "surrogate"],
  ])("%o is refused before anything is sent", async (value, problem) => {
    const { ovh, sent, timeRequests } = captureClient();
    const call = ovh.GET("/me", { params: { query: { field: value } } });
    await expect(call).rejects.toThrow(TypeError);
    await expect(call).rejects.toThrow(problem);
    await expect(call).rejects.toThrow("field");
    expect([...sent, ...timeRequests]).toEqual([]);
  });
});
