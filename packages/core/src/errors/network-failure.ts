import { OvhNetworkError } from "./network-error.js";
import { OvhError, type FailedCall } from "./ovh-error.js";

/** Turns what `fetch`, or reading a body, rejected with into one of our errors. */
export async function networkFailure(failure: unknown, call: FailedCall): Promise<OvhError> {
  if (OvhError.is(failure)) return failure;
  return import("./network-codes.js").then(
    ({ failureWithCode }) => failureWithCode(failure, call),
    // In a browser without a network this cannot be loaded either; but there fetch gives no code to look up.
    () => new OvhNetworkError(`${call.method} ${call.path} failed.`, { ...call, sent: "unknown" }),
  );
}
