import type { PinnedApi, PinnedOperation } from "@ovh-typed/codegen";

/** Enough operations that losing one is no loss of all. */
const filler = Object.fromEntries(
  Array.from({ length: 40 }, (_, index): [string, PinnedOperation] => [`GET /shop/${index}`, { returns: "long" }]),
);

/** An API of one's own making, with what the test says. */
export function shop(operations: PinnedApi["operations"] = {}, models: PinnedApi["models"] = {}): PinnedApi {
  return {
    api: "/shop",
    operations: {
      ...filler,
      "GET /shop/cup": { returns: "shop.Cup" },
      "GET /shop/mug": { returns: "long", status: "DEPRECATED", deprecated: { replacement: "/shop/cup" } },
      "POST /shop/order": { body: { size: "string" } },
      ...operations,
    },
    models: { "shop.Cup": { properties: { size: "string" } }, ...models },
  };
}

/** The API without an operation. */
export function without({ operations, ...api }: PinnedApi, gone: string): PinnedApi {
  return { ...api, operations: Object.fromEntries(Object.entries(operations).filter(([key]) => key !== gone)) };
}
