import { describe, expect, it } from "vitest";
import { OvhNetworkError, sign, type Middleware } from "../src/index.js";
import { captureClient, serverTime } from "./support/capture.js";
import { keys } from "./support/keys.js";

describe("middleware", () => {
  it("sees the call unsigned, in order, and the answer in reverse order", async () => {
    const { ovh, sent } = captureClient({}, () => Response.json({ n: 1 }));
    const log: string[] = [];
    const watch = (name: string): Middleware => ({
      onRequest({ request, schemaPath, params }) {
        log.push(`${name} ${request.method} ${request.url} ${schemaPath} ${JSON.stringify(params)}`);
        expect(request.headers.has("x-ovh-signature")).toBe(false);
      },
      async onResponse({ response }) {
        log.push(`${name} ${response.status}`);
      },
    });
    ovh.use(watch("first"), watch("second"));
    expect((await ovh.GET("/a/{b}", { params: { path: { b: "c d" } } })).data).toEqual({ n: 1 });
    const seen = 'GET https://eu.api.ovh.com/1.0/a/c%20d /a/{b} {"path":{"b":"c d"}}';
    expect(log).toEqual([`first ${seen}`, `second ${seen}`, "second 200", "first 200"]);
    expect(sent).toHaveLength(1);
  });

  it("may change the request, which is signed as it then is", async () => {
    const { ovh, sent } = captureClient();
    ovh.use({ onRequest: ({ request }) => new Request(`${request.url}?a=1,2`, { method: "PUT", body: "[1]" }) });
    ovh.use({ onRequest: ({ request }) => void request.headers.set("X-Ovh-Consumer", "forged") });
    await ovh.POST("/me");
    const url = "https://eu.api.ovh.com/1.0/me?a=1,2";
    expect(sent[0]).toMatchObject({ method: "PUT", url, body: "[1]" });
    expect(sent[0]?.headers).toMatchObject({
      "x-ovh-consumer": keys.consumerKey,
      "x-ovh-signature": await sign({ ...keys, method: "PUT", url, body: "[1]", timestamp: serverTime }),
    });
  });

  it("cannot forge the headers of a signature, not even on an unsigned call", async () => {
    const { ovh, sent } = captureClient();
    ovh.use({ onRequest: ({ request }) => void request.headers.set("X-Ovh-Signature", "forged") });
    await ovh.GET("/me", { auth: false });
    expect(sent[0]?.headers).toEqual({ "x-ovh-application": keys.applicationKey });
  });

  it.each([
    "https://evil.example/1.0/me",
    "https://eu.api.ovh.com/2.0/me",
    "https://eu.api.ovh.com.evil.example/1.0/me",
  ])("cannot move the request to %s", async (url) => {
    const { ovh, sent, timeRequests } = captureClient();
    ovh.use({ onRequest: () => new Request(url) });
    await expect(ovh.GET("/me")).rejects.toThrow(TypeError);
    await expect(ovh.GET("/me")).rejects.toThrow("was moved away");
    expect([...sent, ...timeRequests]).toEqual([]);
  });

  it("may move a call of one version to another below the same base", async () => {
    const { ovh, sent } = captureClient();
    ovh.use({ onRequest: ({ request }) => new Request(request.url.replace("/v2/iam/policy", "/1.0/me")) });
    await ovh.GET("/v2/iam/policy");
    const url = "https://eu.api.ovh.com/1.0/me";
    expect(sent[0]?.url).toBe(url);
    expect(sent[0]?.headers["x-ovh-signature"]).toBe(
      await sign({ ...keys, method: "GET", url, body: "", timestamp: serverTime }),
    );
  });

  it("may answer instead of OVH, before and after", async () => {
    const { ovh, sent } = captureClient({}, () => Response.json("theirs"));
    const cache: Middleware = { onRequest: () => Response.json("kept") };
    ovh.use(cache);
    expect((await ovh.GET("/me")).data).toBe("kept");
    expect(sent).toEqual([]);
    ovh.eject(cache);
    expect((await ovh.GET("/me")).data).toBe("theirs");
    ovh.use({ onResponse: () => Response.json({ message: "No" }, { status: 404 }) });
    expect((await ovh.GET("/me")).error).toMatchObject({ status: 404, serverMessage: "No" });
  });

  it("may answer, or replace the error, when no answer came", async () => {
    const { ovh } = captureClient({}, () => {
      throw new TypeError("fetch failed");
    });
    const seen: unknown[] = [];
    const watch: Middleware = { onError: ({ error }) => void seen.push(error) };
    ovh.use(watch);
    await expect(ovh.GET("/me")).rejects.toThrow(OvhNetworkError);
    expect(seen).toEqual([expect.any(OvhNetworkError)]);
    const replace: Middleware = { onError: () => new Error("mine") };
    ovh.use(replace);
    await expect(ovh.GET("/me")).rejects.toThrow("mine");
    ovh.eject(replace, watch);
    ovh.use({ onError: () => Response.json("fallback") });
    expect((await ovh.GET("/me")).data).toBe("fallback");
  });

  it("may be an instance of a class", async () => {
    class Counter implements Middleware {
      count = 0;
      onRequest(): void {
        this.count++;
      }
    }
    const { ovh } = captureClient();
    const counter = new Counter();
    ovh.use(counter);
    await ovh.GET("/me");
    expect(counter.count).toBe(1);
  });

  it.each([{}, null, 1, { onRequest: 1 }])("is not %j", (middleware) => {
    const { ovh } = captureClient();
    expect(() => ovh.use(middleware as Middleware)).toThrow(TypeError);
  });
});
