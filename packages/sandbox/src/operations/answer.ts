import { nameOf, type PinnedOperation } from "../catalogue/operation.js";
import { applicationOperations } from "./applications.js";
import { authOperations } from "./auth.js";
import type { Answer, Call } from "./call.js";
import { cartOperations } from "./carts.js";
import { credentialOperations } from "./credentials.js";
import { dnsOperations } from "./dns.js";
import { answerFromKept, requireAbove } from "./kept.js";
import { meOperations } from "./me.js";
import { oauth2ClientOperations } from "./oauth2-clients.js";
import { orderOperations } from "./orders.js";
import type { Special } from "./special.js";
import { terminationOperations } from "./termination.js";

// Operations that know more than their schema. They exist where the pin has them.

/** Those of the account, which keeps what they tell. */
const ofAccount: Readonly<Record<string, Answer>> = {
  ...authOperations,
  ...meOperations,
  ...credentialOperations,
  ...applicationOperations,
};

/** Those of what is kept, whose paths have to lead to something. */
const special: readonly Special[] = [
  ...dnsOperations,
  ...cartOperations,
  ...orderOperations,
  ...oauth2ClientOperations,
  ...terminationOperations,
];

const found = new WeakMap<PinnedOperation, Special | null>();

/** What is known of an operation; it is looked for once. */
function specialOf(operation: PinnedOperation): Special | undefined {
  const name = nameOf(operation);
  const isIts = (one: Special): boolean => (typeof one.name === "string" ? one.name === name : one.name.test(name));
  if (!found.has(operation)) found.set(operation, special.find(isIts) ?? null);
  return found.get(operation) ?? undefined;
}

/** The lists of other APIs in which something comes of an operation. */
export function reachedBy(operation: PinnedOperation): readonly string[] {
  return specialOf(operation)?.reaches ?? [];
}

/**
 * Answers a call.
 *
 * @throws {Refusal} When what it asks for does not exist.
 */
export function answer(call: Call): unknown {
  const ofThisAccount = ofAccount[nameOf(call.operation)];
  if (ofThisAccount) return ofThisAccount(call);
  call.store.settle(call.now);
  requireAbove(call);
  const usual = (): unknown => answerFromKept(call);
  const known = specialOf(call.operation);
  return known ? known.answer(call, usual) : usual();
}
