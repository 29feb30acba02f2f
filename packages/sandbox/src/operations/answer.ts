import { nameOf } from "../catalogue/operation.js";
import { applicationOperations } from "./applications.js";
import { authOperations } from "./auth.js";
import type { Answer, Call } from "./call.js";
import { credentialOperations } from "./credentials.js";
import { dnsOperations } from "./dns.js";
import { answerFromKept, requireAbove } from "./kept.js";
import { meOperations } from "./me.js";

// Operations that know more than their schema. They exist where the pin has them.

/** Those of the account, which keeps what they tell. */
const ofAccount: Readonly<Record<string, Answer>> = {
  ...authOperations,
  ...meOperations,
  ...credentialOperations,
  ...applicationOperations,
};

/** Those of what is kept, whose paths have to lead to something. */
const special: Readonly<Record<string, Answer>> = { ...dnsOperations };

/** What every other operation answers: the same data each time, in which a path's values reappear. */
const sampled: Answer = ({ operation, parameters }) => operation.response.echoing(parameters.path);

/**
 * Answers a call.
 *
 * @throws {Refusal} When what it asks for does not exist.
 */
export function answer(call: Call): unknown {
  const name = nameOf(call.operation);
  const ofThisAccount = ofAccount[name];
  if (ofThisAccount) return ofThisAccount(call);
  call.store.settle(call.now);
  requireAbove(call);
  return answerFromKept(call, special[name] ?? sampled);
}
