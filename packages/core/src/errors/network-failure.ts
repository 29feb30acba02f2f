import { loadIfPossible } from "../load.js";
import { OvhNetworkError } from "./network-error.js";
import { OvhError, type FailedCall } from "./ovh-error.js";

/** Turns what `fetch`, or reading a body, rejected with into one of our errors. */
export async function networkFailure(failure: unknown, call: FailedCall): Promise<OvhError> {
  if (OvhError.is(failure)) return failure;
  const part = await loadIfPossible("failed connections", () => import("./network-codes.js"));
  if (!(part instanceof Error)) return part.failureWithCode(failure, call);
  // In a browser without a network this part cannot be loaded either; but there fetch gives no code to look up.
  return new OvhNetworkError(`${call.method} ${call.path} failed. ${part.message}`, { ...call, sent: "unknown" });
}
