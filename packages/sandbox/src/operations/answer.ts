import { applicationOperations } from "./applications.js";
import { authOperations } from "./auth.js";
import type { Answer, Call } from "./call.js";
import { credentialOperations } from "./credentials.js";
import { answerFromKept, requireAbove } from "./kept.js";
import { meOperations } from "./me.js";

/** The operations that know more than their schema. They exist where the pin has them. */
const known: Readonly<Record<string, Answer>> = {
  ...authOperations,
  ...meOperations,
  ...credentialOperations,
  ...applicationOperations,
};

/** What every other operation answers: the same data each time, in which a path's values reappear. */
const sampled: Answer = ({ operation, parameters }) => operation.response.echoing(parameters.path);

/**
 * Answers a call.
 *
 * @throws {Refusal} When what it asks for does not exist.
 */
export function answer(call: Call): unknown {
  const { method, template } = call.operation;
  const special = known[`${method.toUpperCase()} ${template}`];
  if (special) return special(call);
  call.store.settle(call.now);
  requireAbove(call);
  return answerFromKept(call, sampled);
}
