import { loadIfPossible } from "../load.js";
import { OvhNetworkError } from "./network-error.js";
import { OvhError, type FailedCall } from "./ovh-error.js";

/**
 * Turns what `fetch`, or reading a body, rejected with into one of our errors.
 *
 * @param call The call, as far as it has come.
 * @param unsent What is true of it instead when the failure shows that nothing was sent.
 * @param response The answer, once its headers have come.
 */
export async function networkFailure(
  failure: unknown,
  call: FailedCall,
  unsent: FailedCall = { ...call, sent: false },
  response?: Response,
): Promise<OvhError> {
  if (OvhError.is(failure)) return failure;
  const part = await loadIfPossible("failed connections", () => import("./network-codes.js"));
  if (!(part instanceof Error)) return part.failureWithCode(failure, call, unsent, response);
  // In a browser without a network this part cannot be loaded either; but there fetch gives no code to look up.
  const { sent = "unknown" } = call;
  return new OvhNetworkError(`${call.method} ${call.path} failed. ${part.message}`, { ...call, sent });
}
