import { isDeepStrictEqual } from "node:util";
import { createClient as createUntypedClient, OvhParseError } from "@ovh-typed/core";
import { createClient } from "@ovh-typed/ovh-eu";
import { createClient as createMeClient } from "@ovh-typed/ovh-eu/me";
import { openapi } from "@ovh-typed/ovh-eu/openapi";
import { tables } from "@ovh-typed/ovh-eu/tables";
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

test("every operation is known by its template, and by a finished path", async () => {
  const operations = (await Promise.all(openapi.apis.map((api) => openapi.document(api)))).flatMap(({ paths }) =>
    Object.entries(paths).flatMap(([path, item]) =>
      Object.entries(item as Record<string, Operation>).map(([method, operation]) => ({ path, method, operation })),
    ),
  );
  const called: { readonly isSigned: boolean }[] = [];
  const fetch = async (url: string, init: RequestInit): Promise<Response> => {
    if (url.endsWith("/auth/time") && called.length === 0) return new Response("1700000000");
    called.push({ isSigned: new Headers(init.headers).has("x-ovh-signature") });
    return new Response("");
  };
  const ovh = createUntypedClient({ endpoint: "ovh-eu", tables, ...keys, fetch });
  await ovh.GET("/me").catch(() => {});
  // What POST /support/tickets/{ticketId}/… does is known better than what this one does, which may be one of them.
  const likeAnother = ["POST /support/tickets/create"];
  const wrong: string[] = [];
  for (const { path, method, operation } of operations) {
    const verb = method.toUpperCase() as "GET";
    const names = [...path.matchAll(/\{([^{}]+)\}/g)].map(([, name = ""]) => name);
    const params = { path: Object.fromEntries(names.map((name) => [name, "x1"])) };
    const calls = [() => ovh.request(verb, path.replace(/\{[^{}]+\}/g, "x1")), () => ovh[verb](path, { params })];
    const expected = { isSigned: operation.security?.length !== 0, isVoid: !operation.responses["200"]?.content };
    for (const call of calls) {
      const isVoid = await call().then(
        () => true,
        () => false,
      );
      const found = { isSigned: called.at(-1)?.isSigned, isVoid };
      if (!isDeepStrictEqual(found, expected)) wrong.push(`${verb} ${path}`);
    }
  }
  expect(wrong).toEqual(likeAnother);
  expect(called).toHaveLength(2 * operations.length + 1);
}, 60_000);

interface Operation {
  readonly security?: readonly unknown[];
  readonly responses: Readonly<Record<string, { readonly content?: object }>>;
}
