import { createClient, unwrap } from "@ovh-typed/ovh-eu";
import { expect, onTestFinished, test } from "vitest";
import { createSandbox } from "../src/index.js";

async function start() {
  const sandbox = await createSandbox();
  onTestFinished(() => sandbox.close());
  return { sandbox, ovh: createClient({ baseUrl: sandbox.baseUrl, ...sandbox.credentials }) };
}

type Ovh = ReturnType<typeof createClient>;

const vps = { planCode: "vps-2025-model1", duration: "P1M", pricingMode: "default" } as const;

const newCart = async (ovh: Ovh): Promise<{ path: { cartId: string } }> => {
  const { cartId } = await unwrap(ovh.POST("/order/cart", { body: { ovhSubsidiary: "FR", description: "servers" } }));
  return { path: { cartId } };
};

/** A program under test: orders some VPS, and one option of the first. */
async function order(ovh: Ovh, { assign = true, pay = false } = {}) {
  const params = await newCart(ovh);
  if (assign) await unwrap(ovh.POST("/order/cart/{cartId}/assign", { params }));
  const item = await unwrap(ovh.POST("/order/cart/{cartId}/vps", { params, body: { ...vps, quantity: 3 } }));
  const option = { ...vps, planCode: "backup", quantity: 1, itemId: item.itemId };
  await unwrap(ovh.POST("/order/cart/{cartId}/vps/options", { params, body: option }));
  const preview = await unwrap(ovh.GET("/order/cart/{cartId}/checkout", { params }));
  const body = { autoPayWithPreferredPaymentMethod: pay };
  const placed = await unwrap(ovh.POST("/order/cart/{cartId}/checkout", { params, body }));
  return { params, preview, placed };
}

test("a cart becomes an order, which the account lists at the price of the cart", async () => {
  const { ovh } = await start();
  const before = await unwrap(ovh.GET("/me/order"));
  const { params, preview, placed } = await order(ovh);
  expect(preview.orderId).toBeNull();
  expect(placed.prices).toEqual(preview.prices);
  expect(placed.prices.withoutTax).toEqual({ currencyCode: "EUR", priceInUcents: 4e9, text: "40.00 €", value: 40 });
  expect(placed.prices.withTax.value).toBe(48);
  expect(
    placed.details.map(({ description, quantity, totalPrice }) => [description, quantity, totalPrice.text]),
  ).toEqual([
    ["vps-2025-model1", 3, "30.00 €"],
    ["backup", 1, "10.00 €"],
  ]);
  const after = await unwrap(ovh.GET("/me/order"));
  expect(after).toEqual([...before, placed.orderId]);
  const path = { orderId: placed.orderId ?? 0 };
  expect(await unwrap(ovh.GET("/me/order/{orderId}", { params: { path } }))).toMatchObject({
    ...path,
    url: placed.url,
    priceWithTax: { value: 48 },
    priceWithoutTax: { value: 40 },
    tax: { value: 8 },
  });
  const details = await unwrap(ovh.GET("/me/order/{orderId}/details", { params: { path } }));
  const read = details.map((orderDetailId) =>
    unwrap(ovh.GET("/me/order/{orderId}/details/{orderDetailId}", { params: { path: { ...path, orderDetailId } } })),
  );
  expect((await Promise.all(read)).map(({ description, quantity }) => [description, quantity])).toEqual([
    ["vps-2025-model1", "3"],
    ["backup", "1"],
  ]);
  expect(await unwrap(ovh.GET("/order/cart/{cartId}", { params }))).toMatchObject({ readOnly: true });
});

test("a cart tells what is in it", async () => {
  const { ovh } = await start();
  const params = await newCart(ovh);
  const cart = () => unwrap(ovh.GET("/order/cart/{cartId}", { params }));
  expect(await cart()).toMatchObject({ description: "servers", items: [], readOnly: false });
  const { itemId } = await unwrap(ovh.POST("/order/cart/{cartId}/vps", { params, body: { ...vps, quantity: 1 } }));
  const option = { ...vps, planCode: "backup", quantity: 1, itemId };
  const added = await unwrap(ovh.POST("/order/cart/{cartId}/vps/options", { params, body: option }));
  expect(added).toMatchObject({ parentItemId: itemId, settings: { planCode: "backup", quantity: 1 } });
  expect(await cart()).toMatchObject({ items: [itemId, added.itemId] });
  const at = { params: { path: { ...params.path, itemId } } };
  expect(await unwrap(ovh.GET("/order/cart/{cartId}/item/{itemId}", at))).toMatchObject({
    productId: "vps",
    duration: "P1M",
    options: [added.itemId],
  });
  const configuration = { label: "vps_os", value: "Debian 13" };
  await unwrap(ovh.POST("/order/cart/{cartId}/item/{itemId}/configuration", { ...at, body: configuration }));
  const [configurationId = 0] = await unwrap(ovh.GET("/order/cart/{cartId}/item/{itemId}/configuration", at));
  const path = { ...at.params.path, configurationId };
  expect(
    await unwrap(ovh.GET("/order/cart/{cartId}/item/{itemId}/configuration/{configurationId}", { params: { path } })),
  ).toMatchObject(configuration);
  await unwrap(ovh.DELETE("/order/cart/{cartId}/item/{itemId}", at));
  expect(await cart()).toMatchObject({ items: [added.itemId] });
});

test("a cart is its owner's once it is assigned", async () => {
  const { ovh } = await start();
  const params = await newCart(ovh);
  expect(await unwrap(ovh.GET("/order/cart"))).not.toContain(params.path.cartId);
  await unwrap(ovh.POST("/order/cart/{cartId}/assign", { params }));
  expect(await unwrap(ovh.GET("/order/cart"))).toContain(params.path.cartId);
});

test("what cannot be ordered is refused", async () => {
  const { ovh } = await start();
  await expect(order(ovh, { assign: false })).rejects.toThrow(/assigned to no account/);
  const params = await newCart(ovh);
  await unwrap(ovh.POST("/order/cart/{cartId}/assign", { params }));
  await expect(unwrap(ovh.POST("/order/cart/{cartId}/checkout", { params, body: {} }))).rejects.toThrow(/is empty/);
  const none = ovh.POST("/order/cart/{cartId}/vps", { params, body: { ...vps, quantity: 0 } });
  await expect(unwrap(none)).rejects.toThrow(/quantity \(body\) must be 1 or more/);
  const option = { ...vps, quantity: 1, itemId: 7 };
  await expect(unwrap(ovh.POST("/order/cart/{cartId}/vps/options", { params, body: option }))).rejects.toMatchObject({
    status: 404,
  });
});

test("a cart that has become an order cannot be changed, nor ordered again", async () => {
  const { ovh } = await start();
  const { params } = await order(ovh);
  const checkout = ovh.POST("/order/cart/{cartId}/checkout", { params, body: {} });
  await expect(unwrap(checkout)).rejects.toThrow(/has been checked out/);
  const more = ovh.POST("/order/cart/{cartId}/vps", { params, body: { ...vps, quantity: 1 } });
  await expect(unwrap(more)).rejects.toThrow(/has been checked out/);
});

test("an order waits to be paid, and is delivered then", async () => {
  const { ovh, sandbox } = await start();
  const { placed } = await order(ovh);
  const params = { path: { orderId: placed.orderId ?? 0 } };
  const status = () => unwrap(ovh.GET("/me/order/{orderId}/status", { params }));
  sandbox.advance("1 hour");
  expect(await status()).toBe("notPaid");
  const pay = () => unwrap(ovh.POST("/me/order/{orderId}/pay", { params, body: { paymentMethod: { id: 1 } } }));
  await pay();
  await expect(pay()).rejects.toThrow(/does not wait to be paid/);
  expect([await status(), await status(), await status()]).toEqual(["delivering", "delivered", "delivered"]);
});

test("an order is paid at checkout where that is asked for", async () => {
  const { ovh, sandbox } = await start();
  const { placed } = await order(ovh, { pay: true });
  sandbox.advance("10 seconds");
  const params = { path: { orderId: placed.orderId ?? 0 } };
  expect(await unwrap(ovh.GET("/me/order/{orderId}/status", { params }))).toBe("delivered");
});

test("what is ordered without a cart is an order too", async () => {
  const { ovh } = await start();
  const path = { serviceName: "service-1", duration: "01" };
  const body = { model: "2014v1" };
  const placed = await unwrap(ovh.POST("/order/vps/{serviceName}/upgrade/{duration}", { params: { path }, body }));
  expect(placed.details.map(({ description }) => description)).toEqual(["vps service-1 upgrade 01"]);
  expect(await unwrap(ovh.GET("/me/order"))).toContain(placed.orderId);
});
