import type { FailedCall } from "./ovh-error.js";
import { OvhProtocolError } from "./protocol-error.js";

/**
 * Refuses a redirect: followed, it would carry a signature or a secret elsewhere.
 *
 * @throws {OvhProtocolError} When the answer is one.
 */
export function refuseRedirect({ status, type, body }: Response, call: FailedCall): void {
  // A browser tells no status of one.
  if (type !== "opaqueredirect" && (status < 300 || status >= 400)) return;
  body?.cancel().catch(() => undefined);
  throw new OvhProtocolError(
    `${call.method} ${call.path} was answered by a redirect${status === 0 ? "" : ` (${status})`}, which OVH's API never ` +
      "gives and which is not followed: check baseUrl, and what stands between here and OVH.",
    { ...call, status },
  );
}
