import { isResponse } from "../platform.js";
import type { FailedCall } from "./ovh-error.js";
import { OvhProtocolError } from "./protocol-error.js";

/**
 * The error for what OVH's API never answers: something that is no Response, a redirect, a status that was not asked for.
 * Followed, a redirect would carry a signature or a secret elsewhere.
 */
export function strangeFailure(response: unknown, call: FailedCall): OvhProtocolError {
  if (!isResponse(response)) {
    // A text is not quoted: anything may stand in it.
    const found = response === undefined || response === null ? String(response) : `a value of type ${typeof response}`;
    return new OvhProtocolError(`${call.method} ${call.path}: fetch gave ${found}, which is no Response.`, {
      ...call,
      status: 0,
    });
  }
  const { status, type } = response;
  const answered = `${call.method} ${call.path} was answered`;
  // A browser tells no status of a redirect.
  if (type === "opaqueredirect" || (status >= 300 && status < 400)) {
    return new OvhProtocolError(
      `${answered} by a redirect${status === 0 ? "" : ` (${status})`}, which OVH's API never gives and which is not ` +
        "followed: check baseUrl, and what stands between here and OVH.",
      { ...call, status },
    );
  }
  return new OvhProtocolError(`${answered} with status ${status}, which was not asked for.`, { ...call, status });
}
