import { OvhParseError } from "@ovh-typed/core";
import { createClient } from "@ovh-typed/ovh-eu";
import { createClient as createMeClient } from "@ovh-typed/ovh-eu/me";
import { expect, test } from "vitest";

const keys = { applicationKey: "k", applicationSecret: "s", consumerKey: "c" };

/** Whether a call was signed, and what it came to with an empty answer. */
function clients() {
  const signed: boolean[] = [];
  const fetch = async (url: string, init: RequestInit): Promise<Response> => {
    if (url.endsWith("/auth/time")) return new Response("1700000000");
    signed.push(new Headers(init.headers).has("x-ovh-signature"));
    return new Response("");
  };
  return { ovh: createClient({ ...keys, fetch }), me: createMeClient({ ...keys, fetch }), signed };
}

test("what the pinned schema leaves unsigned goes unsigned, whichever way it is called", async () => {
  const { ovh, signed } = clients();
  const init = { params: { path: { cartId: "abc" } } };
  await expect(ovh.GET("/order/cart/{cartId}", init)).rejects.toThrow(OvhParseError);
  await expect(ovh.get["/order/cart/{cartId}"](init)).rejects.toThrow(OvhParseError);
  await expect(ovh.request("GET", "/order/cart/abc")).rejects.toThrow(OvhParseError);
  await expect(ovh.GET("/order/cart", { params: { query: {} } })).rejects.toThrow(OvhParseError);
  expect(signed).toEqual([false, false, false, true]);
});

test("an empty answer is data where the pinned schema says void, and an error elsewhere", async () => {
  const { ovh, me } = clients();
  expect(await ovh.POST("/auth/logout")).toMatchObject({ data: undefined });
  expect(await me.DELETE("/me/api/credential/{credentialId}", { params: { path: { credentialId: 1 } } })).toMatchObject(
    {
      data: undefined,
    },
  );
  await expect(me.GET("/me")).rejects.toThrow("where the schema promises data");
});
