import { classRefusal } from "../refusal.js";
import { priceOf, taxRate, usualAmount } from "../sampling/money.js";
import { type Fields, isFields } from "../schema/fields.js";
import type { Item } from "../state/store.js";
import type { Call } from "./call.js";
import { add, collectionOf, itemAt } from "./kept.js";
import type { Special } from "./special.js";

// What is ordered is listed by the account, waits to be paid, and is delivered then.

/** Part of an order. */
export interface Sold {
  readonly cartItemID: unknown;
  readonly description: string;
  readonly quantity: number;
  /** Without tax, for all of the quantity. */
  readonly total: number;
}

const orders = "/me/order";
const details = "/me/order/{orderId}/details";

/** Where orders are kept. */
export const orderCollections: readonly string[] = [orders, details];

/** What an order says once it is paid: at once, after a while, and in the end. */
const paidStates = ["checking", "delivering", "delivered"];

/** A price of the currency that the operation's own sample has. */
function priceIn({ operation }: Call): Fields {
  const sample = operation.response.sample();
  const prices = isFields(sample) && isFields(sample["prices"]) ? sample["prices"] : {};
  return isFields(prices["withTax"]) ? prices["withTax"] : {};
}

/** The sums of an order, in the words of `order.Order`; an id is not told before it is placed. */
export function priced(call: Call, sold: readonly Sold[]): Fields {
  const one = priceIn(call);
  const price = (amount: number): Fields => priceOf(one, amount);
  const net = sold.reduce((sum, { total }) => sum + total, 0);
  const sums = {
    orderId: null,
    url: null,
    prices: {
      originalWithoutTax: price(net),
      reduction: price(0),
      tax: price(net * taxRate),
      withTax: price(net * (1 + taxRate)),
      withoutTax: price(net),
    },
    details: sold.map(({ cartItemID, description, quantity, total }) => ({
      cartItemID,
      description,
      detailType: "DURATION",
      domain: description,
      quantity,
      originalTotalPrice: price(total),
      reductionTotalPrice: price(0),
      reductions: [],
      totalPrice: price(total),
      unitPrice: price(total / quantity),
    })),
  };
  return call.operation.response.echoing(sums) as Fields;
}

/**
 * Places an order: the account lists it from now on.
 *
 * @returns It, in the words of `order.Order`.
 */
export function placeOrder(call: Call, sold: readonly Sold[], isPaid: boolean): Fields {
  const order = priced(call, sold);
  const [placed, parts] = orderCollections.map(call.collectionOf);
  if (placed === undefined) return order;
  const { withTax, withoutTax, tax } = order["prices"] as Fields;
  const item = add(call, placed, { priceWithTax: withTax, priceWithoutTax: withoutTax, tax });
  const url = `${call.pages}/cgi-bin/order/displayOrder.cgi?orderId=${String(item.id)}`;
  placed.change(item, { url });
  for (const part of order["details"] as Fields[]) {
    const fields = { ...part, quantity: String(part["quantity"]), cancelled: false };
    if (parts) add(call, parts, fields, { orderId: item.id });
  }
  notesOn(call, item).set("status", "notPaid");
  if (isPaid) payFor(call, item);
  return { ...order, orderId: item.id, url };
}

/** What is known of an order that none of its fields tells. */
const notesOn = (call: Call, { id: orderId }: Item): Map<string, unknown> =>
  collectionOf(call, orders).notesOn({ orderId }, call.store);

function payFor(call: Call, order: Item): void {
  const tell = (stage: number): void => void notesOn(call, order).set("status", paidStates[stage]);
  tell(0);
  call.store.begin(order, { since: call.now, tell, end: () => {} });
}

/** The order that a path of `/me/order/{orderId}` leads through. */
function orderOf(call: Call): Item {
  return itemAt(call, collectionOf(call, orders));
}

const pay: Special = {
  name: /^POST \/me\/order\/\{orderId\}\/(?:pay|payWithRegisteredPaymentMean)$/,
  answer(call) {
    const order = orderOf(call);
    const status = notesOn(call, order).get("status");
    if (status !== "notPaid") throw classRefusal(400, `Order ${String(order.id)} does not wait to be paid`);
    payFor(call, order);
  },
};

/** Who asks for it sees it move; what was ordered before the sandbox began has been delivered. */
const status: Special = {
  name: "GET /me/order/{orderId}/status",
  answer(call, usual) {
    const order = orderOf(call);
    call.store.moveOn(order, call.now);
    return notesOn(call, order).get("status") ?? usual();
  },
};

/** What is ordered without a cart: `/order/vps/{serviceName}/upgrade`. */
const orderDirectly: Special = {
  name: /^POST \/order\/(?!cart$|cart\/)/,
  reaches: orderCollections,
  answer(call, usual) {
    const answered = usual();
    if (!isFields(answered) || !("orderId" in answered && "prices" in answered)) return answered;
    const words = call.operation.template.split("/").slice(2);
    const description = words.map((word) => call.parameters.path[word.slice(1, -1)] ?? word).join(" ");
    return placeOrder(call, [{ cartItemID: null, description, quantity: 1, total: usualAmount("") }], false);
  },
};

export const orderOperations: readonly Special[] = [pay, status, orderDirectly];
