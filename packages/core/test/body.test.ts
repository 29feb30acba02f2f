import { describe, expect, it } from "vitest";
import { captureClient } from "./support/capture.js";

describe("bodies", () => {
  it.each([
    [{ a: 1, b: null, c: undefined, d: ["é"] }, '{"a":1,"b":null,"d":["é"]}'],
    [{}, "{}"],
    [null, "null"],
    [false, "false"],
    [0, "0"],
    ["", '""'],
    [{ at: new Date(0) }, '{"at":"1970-01-01T00:00:00.000Z"}'],
  ])("%j is sent as %s, with its content type", async (body, text) => {
    const { ovh, sent } = captureClient();
    await ovh.POST("/a", { body });
    await ovh.PUT("/a", { body });
    expect(sent.map((request) => request.body)).toEqual([text, text]);
    expect(sent.map(({ headers }) => headers["content-type"])).toEqual(["application/json", "application/json"]);
  });

  it("sends neither body nor content type where none was given", async () => {
    const { ovh, sent } = captureClient();
    await ovh.POST("/a");
    await ovh.PUT("/a", { body: undefined });
    await ovh.DELETE("/a");
    for (const request of sent) {
      expect(request.body).toBeUndefined();
      expect(request.headers).not.toHaveProperty("content-type");
    }
    expect(sent).toHaveLength(3);
  });

  const cycle: Record<string, unknown> = {};
  cycle["self"] = cycle;

  it.each([
    [{ field: Number.NaN }, "NaN"],
    [{ field: Symbol("a") }, "a symbol"],
    [{ deep: { field: () => 1 } }, "a function"],
    [{ field: new Date(Number.NaN) }, "an invalid Date"],
    [cycle, "circular"],
  ])("refuses what JSON cannot hold: %o", async (body, problem) => {
    const { ovh, sent, timeRequests } = captureClient();
    await expect(ovh.POST("/a", { body })).rejects.toThrow(TypeError);
    await expect(ovh.POST("/a", { body })).rejects.toThrow(problem);
    expect([...sent, ...timeRequests]).toEqual([]);
  });

  it("refuses a body on GET and DELETE", async () => {
    const { ovh, sent, timeRequests } = captureClient();
    for (const call of [
      ovh.GET("/a", { body: {} }),
      ovh.DELETE("/a", { body: null }),
      ovh.request("GET", "/a", { body: 0 }),
    ]) {
      await expect(call).rejects.toThrow(TypeError);
      await expect(call).rejects.toThrow("was given a body");
    }
    expect([...sent, ...timeRequests]).toEqual([]);
  });
});
