import { describe, expect, it } from "vitest";
import { OvhConfigError } from "../src/index.js";
import { captureClient } from "./support/capture.js";
import { tablesOf } from "./support/tables.js";

const tables = tablesOf({
  unsigned: ["GET /order/cart/{cartId}", "GET /order/cart/{cartId}/item/{itemId}", "POST /order/cart"],
});

describe("operations that need no signature", () => {
  // call, path, whether it is signed
  it.each([
    ["GET", "/order/cart/{cartId}", false],
    ["GET", "/v1/order/cart/{cartId}", false],
    // What a parameter is called does not travel.
    ["GET", "/order/cart/{id}", false],
    ["GET", "/order/{cartId}", true],
    ["POST", "/order/cart", false],
    ["GET", "/order/cart", true],
    ["GET", "/auth/time", false],
    ["POST", "/auth/credential", false],
    ["GET", "/auth/currentCredential", true],
  ] as const)("a typed %s %s is known by its template alone", async (method, path, signed) => {
    const { ovh, sent } = captureClient({ tables });
    const names = Object.fromEntries([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => [name, "1"]));
    await ovh[method](path, { params: { path: names } });
    expect("x-ovh-signature" in (sent[0]?.headers ?? {})).toBe(signed && !path.endsWith("/time"));
  });

  it.each([
    ["GET", "/order/cart/123", false],
    ["GET", "/v1/order/cart/123", false],
    ["GET", "/order/cart/123?x=1", false],
    ["GET", "/order/cart/123/item/4", false],
    ["GET", "/order/cart/123/item", true],
    ["GET", "/order/cart/", true],
    ["DELETE", "/order/cart/123", true],
    ["POST", "/order/cart", false],
    ["GET", "/me", true],
  ] as const)("a finished path is compared segment by segment: %s %s", async (method, path, signed) => {
    const { ovh, sent } = captureClient({ tables });
    await ovh.request(method, path);
    expect("x-ovh-signature" in (sent[0]?.headers ?? {})).toBe(signed);
    expect(sent[0]?.headers).toHaveProperty("x-ovh-application");
  });

  it("are all below a place, but for those below another in between", async () => {
    const tables = tablesOf({ unsigned: ["GET /order/*", "GET /order/cart/*", "GET /order/cart/{id}"] });
    const { ovh, sent } = captureClient({ tables });
    const params = { path: { id: 1 } };
    for (const path of ["/order", "/order/catalog/vps", "/order/cart/1"]) await ovh.request("GET", path);
    await ovh.GET("/order/cart/{id}", { params });
    for (const path of ["/order/cart", "/order/cart/1/item", "/orders"]) await ovh.request("GET", path);
    await ovh.GET("/order/cart/{id}/item", { params });
    await ovh.POST("/order/catalog/{id}", { params });
    const signed = sent.map(({ headers }) => "x-ovh-signature" in headers);
    expect(signed).toEqual([false, false, false, false, true, true, true, true, true]);
  });

  it("auth overrides the table, either way", async () => {
    const { ovh, sent } = captureClient({ tables });
    await ovh.POST("/order/cart", { auth: true });
    await ovh.GET("/me", { auth: false });
    expect(sent.map(({ headers }) => "x-ovh-signature" in headers)).toEqual([true, false]);
  });

  it("work without credentials, whereas a signed call says what it lacks before anything is sent", async () => {
    const none = { applicationKey: undefined, applicationSecret: undefined, consumerKey: undefined };
    const { ovh, sent, timeRequests } = captureClient({ tables, ...none });
    await expect(ovh.GET("/me")).rejects.toThrow(OvhConfigError);
    await expect(ovh.GET("/me")).rejects.toThrow("applicationKey, applicationSecret and consumerKey");
    expect([...sent, ...timeRequests]).toEqual([]);
    await ovh.POST("/order/cart");
    expect(sent).toHaveLength(1);
  });

  it("work without a consumer key, whereas a signed call asks for one", async () => {
    const { ovh, sent, timeRequests } = captureClient({ consumerKey: undefined });
    const failure = await ovh.GET("/domain/{d}", { params: { path: { d: "a" } } }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(OvhConfigError);
    expect(failure).toMatchObject({ method: "GET", path: "/domain/{d}" });
    expect(String(failure)).toContain("OVH_CONSUMER_KEY");
    expect([...sent, ...timeRequests]).toEqual([]);
  });
});
