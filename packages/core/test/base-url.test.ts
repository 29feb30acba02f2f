import { describe, expect, it } from "vitest";
import { createClient, OvhConfigError, sign } from "../src/index.js";
import { captureClient, serverTime } from "./support/capture.js";
import { keys } from "./support/keys.js";

describe("baseUrl", () => {
  it.each([
    ["http://127.0.0.1:8080/1.0", "http://127.0.0.1:8080/1.0/me", "http://127.0.0.1:8080/v2/x"],
    ["http://localhost:8080/1.0/", "http://localhost:8080/1.0/me", "http://localhost:8080/v2/x"],
    ["http://[::1]:8080/1.0", "http://[::1]:8080/1.0/me", "http://[::1]:8080/v2/x"],
    ["HTTPS://Proxy.Example:443/ovh/1.0", "https://proxy.example/ovh/1.0/me", "https://proxy.example/ovh/v2/x"],
    ["https://proxy.example/ovh/v1", "https://proxy.example/ovh/v1/me", "https://proxy.example/ovh/v2/x"],
    ["https://proxy.example", "https://proxy.example/me", "https://proxy.example/v2/x"],
  ])("%s", async (baseUrl, version1, version2) => {
    const { ovh, sent, timeRequests } = captureClient({ baseUrl });
    await ovh.GET("/me");
    await ovh.GET("/v2/x");
    expect(sent.map(({ url }) => url)).toEqual([version1, version2]);
    expect(timeRequests.map(({ url }) => url)).toEqual([version1.replace("/me", "/auth/time")]);
  });

  it("may have any letters, also where a program has read many URLs (when Node 20's and 22's URL.canParse errs)", () => {
    for (let count = 0; count < 20_000; count += 1) URL.canParse("https://proxy.example/1.0");
    const { ovh } = captureClient({ baseUrl: "https://b\u00fccher.example/1.0" });
    expect(ovh).toHaveProperty("GET");
  });

  it.each([
    ["http://eu.api.ovh.com/1.0", "https"],
    ["http://127.0.0.1.evil.example/1.0", "https"],
    ["http://localhost.evil.example/1.0", "https"],
    ["ftp://127.0.0.1/1.0", "absolute URL"],
    ["eu.api.ovh.com/1.0", "absolute URL"],
    ["/1.0", "absolute URL"],
    ["", "absolute URL"],
    ["https://user:hunter2@eu.api.ovh.com/1.0", "no user"],
    ["https://eu.api.ovh.com/1.0?a=1", "query"],
    ["https://eu.api.ovh.com/1.0#", "fragment"],
  ])("refuses %j", (baseUrl, problem) => {
    expect(() => createClient({ endpoint: "ovh-eu", baseUrl })).toThrow(OvhConfigError);
    expect(() => createClient({ endpoint: "ovh-eu", baseUrl })).toThrow(problem);
    expect(() => createClient({ endpoint: "ovh-eu", baseUrl })).not.toThrow("hunter2");
  });
});

describe("signedUrl", () => {
  it.each([
    ["/me", "https://proxy.example/ovh/1.0/me?a=it%27s", "https://eu.api.ovh.com/1.0/me?a=it%27s"],
    ["/v2/iam", "https://proxy.example/ovh/v2/iam?a=it%27s", "https://eu.api.ovh.com/v2/iam?a=it%27s"],
  ])("is what the signature of %s is made for, while the request goes to baseUrl", async (path, url, signedUrl) => {
    const { ovh, sent } = captureClient({
      baseUrl: "https://proxy.example/ovh/1.0",
      signedUrl: "https://eu.api.ovh.com/1.0",
    });
    await ovh.GET(path, { params: { query: { a: "it's" } } });
    expect(sent[0]?.url).toBe(url);
    expect(sent[0]?.headers["x-ovh-signature"]).toBe(
      await sign({ ...keys, method: "GET", url: signedUrl, body: "", timestamp: serverTime }),
    );
  });
});
