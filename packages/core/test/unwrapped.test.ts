import { describe, expect, it, onTestFinished } from "vitest";
import { OvhApiError, OvhConfigError } from "../src/index.js";
import { captureClient } from "./support/capture.js";

const headers = { "x-pagination-cursor-next": "abc" };

describe("client.unwrapped", () => {
  it("gives the data of every call, whichever way it is made", async () => {
    const { ovh, sent } = captureClient({}, () => Response.json({ a: 1 }, { headers }));
    const calls = ovh.unwrapped;
    for (const make of [
      () => calls.GET("/x"),
      () => calls.POST("/x", { body: { b: 2 } }),
      () => calls.PUT("/x"),
      () => calls.DELETE("/x"),
      () => calls.get["/x"]!(),
      () => calls.post["/x"]!(),
      () => calls.put["/x"]!(),
      () => calls.delete["/x"]!(),
      () => calls.request("GET", "/x?y=1"),
    ]) {
      expect(await make()).toEqual({ a: 1 });
    }
    expect(sent.map(({ method }) => method).join()).toBe("GET,POST,PUT,DELETE,GET,POST,PUT,DELETE,GET");
  });

  it("throws what a result would hold as its error, and what a call rejects with", async () => {
    const { ovh } = captureClient({}, () => Response.json({ message: "gone" }, { status: 404, headers }));
    const failure = await ovh.unwrapped.DELETE("/x").catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(OvhApiError);
    expect(failure).toMatchObject({ status: 404, headers });
    const keyless = captureClient({ applicationKey: undefined, applicationSecret: undefined, consumerKey: undefined });
    await expect(keyless.ovh.unwrapped.GET("/me")).rejects.toThrow(OvhConfigError);
  });

  it("gives the response as well, when that is asked for", async () => {
    const { ovh, sent } = captureClient({}, () => Response.json([1], { headers }));
    const { data, response } = await ovh.unwrapped.GET("/x").withResponse();
    expect(data).toEqual([1]);
    expect(response.headers.get("x-pagination-cursor-next")).toBe("abc");
    expect(sent).toHaveLength(1);
  });

  it("leaves no rejection unhandled where the response was asked for", async () => {
    const unhandled: unknown[] = [];
    const note = (reason: unknown): number => unhandled.push(reason);
    process.on("unhandledRejection", note);
    onTestFinished(() => void process.off("unhandledRejection", note));
    const { ovh } = captureClient({}, () => Response.json({}, { status: 500 }));
    await expect(ovh.unwrapped.GET("/x").withResponse()).rejects.toThrow(OvhApiError);
    await new Promise((resolve) => setImmediate(resolve));
    expect(unhandled).toEqual([]);
  });
});
