import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { captureClient } from "./support/capture.js";

describe("the second call shape", () => {
  it("calls the same operations", async () => {
    const { ovh, sent } = captureClient();
    await ovh.get["/me"]?.();
    await ovh.post["/a/{b}"]?.({ params: { path: { b: 1 } }, body: {} });
    await ovh.put["/a"]?.({ body: null });
    await ovh.delete["/a"]?.();
    expect(sent.map(({ method, url, body }) => [method, url.slice(26), body])).toEqual([
      ["GET", "/me", undefined],
      ["POST", "/a/1", "{}"],
      ["PUT", "/a", "null"],
      ["DELETE", "/a", undefined],
    ]);
  });

  it("is a plain lookup: what is no path is undefined", async () => {
    const { ovh } = captureClient();
    for (const key of ["then", "toJSON", "constructor", "__proto__", "me", ""]) expect(ovh.get[key]).toBeUndefined();
    expect(Reflect.get(ovh.get, Symbol.iterator)).toBeUndefined();
    expect(await (async () => ovh.get)()).toBe(ovh.get);
    expect(inspect(ovh.get)).toBe("[Object: null prototype] {}");
    expect(JSON.stringify(ovh.get)).toBe("{}");
  });
});
