import { classRefusal } from "../refusal.js";
import { priceOf } from "../sampling/money.js";
import { type Fields, isFields } from "../schema/fields.js";
import type { KeptCollection } from "../state/kept-collection.js";
import type { Item } from "../state/store.js";
import type { Call } from "./call.js";
import { add, collectionOf, itemAt, sentIn, told } from "./kept.js";
import { orderCollections, placeOrder, priced, type Sold } from "./orders.js";
import type { Special } from "./special.js";

// A cart is made by anyone, assigned to an account, filled by the paths of products, and becomes an order at checkout:
// what OVH's guides tell, and no schema. The status with which OVH refuses a checkout is not known.

const notAssigned = "not assigned";

const cartsOf = (call: Call): KeptCollection => collectionOf(call, "/order/cart");
const contentsOf = (call: Call): KeptCollection => collectionOf(call, "/order/cart/{cartId}/item");

const itemsIn = (call: Call): Item[] => [...contentsOf(call).itemsAt(call.parameters.path, call.store).values()];

/** What is known of a cart that none of its fields tells. */
const notesOn = (call: Call, cartId: unknown): Map<string, unknown> => cartsOf(call).notesOn({ cartId }, call.store);

/** @throws {Refusal} 400 for a cart that has become an order. */
function requireOpen(call: Call): void {
  const { id, fields } = itemAt(call, cartsOf(call));
  if (fields["readOnly"] !== true) return;
  throw classRefusal(400, `Cart ${String(id)} has been checked out and can no longer be changed`);
}

/** @throws {Refusal} 400 for a cart that is nobody's, is empty, or has become an order. */
function requireReady(call: Call): void {
  requireOpen(call);
  const { id } = itemAt(call, cartsOf(call));
  if (notesOn(call, id).has(notAssigned)) {
    throw classRefusal(400, `Cart ${String(id)} is assigned to no account: POST /order/cart/${String(id)}/assign`);
  }
  if (itemsIn(call).length === 0) throw classRefusal(400, `Cart ${String(id)} is empty`);
}

/** What an item comes to without tax. */
const totalOf = ({ fields }: Item): number => {
  const prices = [fields["prices"]].flat().filter(isFields);
  const { price } = prices.find(({ label }) => label === "TOTAL") ?? prices[0] ?? {};
  return isFields(price) ? Number(price["value"]) : 0;
};

/** What a cart has, as an order tells it. */
const soldIn = (call: Call): Sold[] =>
  itemsIn(call).map((item) => {
    const settings = isFields(item.fields["settings"]) ? item.fields["settings"] : {};
    return {
      cartItemID: item.id,
      description: String(settings["planCode"] ?? item.fields["productId"]),
      quantity: Number(settings["quantity"] ?? 1),
      total: totalOf(item),
    };
  });

const make: Special = {
  name: "POST /order/cart",
  answer(call) {
    const cart = add(call, cartsOf(call), { ...sentIn(call), items: [], readOnly: false });
    notesOn(call, cart.id).set(notAssigned, true);
    return told(call, cart);
  },
};

const list: Special = {
  name: "GET /order/cart",
  answer(call, usual) {
    return [usual()].flat().filter((id) => !notesOn(call, id).has(notAssigned));
  },
};

const read: Special = {
  name: "GET /order/cart/{cartId}",
  answer(call, usual) {
    return { ...(usual() as Fields), items: itemsIn(call).map(({ id }) => id) };
  },
};

const assign: Special = {
  name: "POST /order/cart/{cartId}/assign",
  answer(call) {
    requireOpen(call);
    notesOn(call, call.parameters.path["cartId"]).delete(notAssigned);
  },
};

/** Changes of what is in a cart that its collections make: items removed, configurations added and removed. */
const change: Special = {
  name: /^(?:POST|DELETE) \/order\/cart\/\{cartId\}\/(?:item\/|coupon$)/,
  answer(call, usual) {
    requireOpen(call);
    return usual();
  },
};

/** Any product, or an option of one: `/order/cart/{cartId}/vps`, `/order/cart/{cartId}/vps/options`. */
const addProduct: Special = {
  name: /^POST \/order\/cart\/\{cartId\}\/(?!assign$|checkout$|coupon$|item\/)/,
  answer(call) {
    requireOpen(call);
    const { itemId: parentItemId, quantity = 1, duration, planCode, pricingMode, offerId } = sentIn(call);
    if (!(Number(quantity) >= 1)) throw classRefusal(400, "Invalid parameter: quantity (body) must be 1 or more");
    const kept = contentsOf(call);
    const parent = parentItemId === undefined ? undefined : itemAt(call, kept, { itemId: parentItemId });
    const [, , , , productId] = call.operation.template.split("/");
    const { prices } = kept.sample();
    const [first] = [prices].flat();
    const one = isFields(first) && isFields(first["price"]) ? first["price"] : {};
    const item = add(call, kept, {
      duration,
      offerId: offerId ?? null,
      productId,
      parentItemId: parentItemId ?? null,
      options: [],
      configurations: [],
      settings: { planCode: planCode ?? null, pricingMode: pricingMode ?? null, quantity },
      prices: [
        { label: "PRICE", price: one, promotions: null },
        { label: "TOTAL", price: priceOf(one, Number(one["value"]) * Number(quantity)), promotions: null },
      ],
    });
    if (parent) kept.change(parent, { options: [...[parent.fields["options"] ?? []].flat(), item.id] });
    return told(call, item);
  },
};

/** What the cart would cost: for anyone, and for its owner. */
const preview: Special = {
  name: /^GET \/order\/cart\/\{cartId\}\/(?:summary|checkout)$/,
  answer(call) {
    if (call.operation.template.endsWith("/checkout")) requireReady(call);
    return priced(call, soldIn(call));
  },
};

const checkout: Special = {
  name: "POST /order/cart/{cartId}/checkout",
  reaches: orderCollections,
  answer(call) {
    requireReady(call);
    const order = placeOrder(call, soldIn(call), sentIn(call)["autoPayWithPreferredPaymentMethod"] === true);
    cartsOf(call).change(itemAt(call, cartsOf(call)), { readOnly: true });
    return order;
  },
};

export const cartOperations: readonly Special[] = [make, list, read, assign, change, addProduct, preview, checkout];
