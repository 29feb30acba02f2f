import { OvhNetworkError, type Sent } from "./network-error.js";
import { OvhError, type FailedCall } from "./ovh-error.js";

// Codes of Node's dns, net and undici (https://nodejs.org/api/errors.html, undici's lib/core/errors.js).
const failures: Readonly<Record<string, { readonly sent: Sent; readonly found: string }>> = {
  ENOTFOUND: { sent: false, found: "the host name is unknown" },
  EAI_AGAIN: { sent: false, found: "the name server did not answer" },
  ECONNREFUSED: { sent: false, found: "the connection was refused" },
  ENETUNREACH: { sent: false, found: "the network cannot be reached" },
  EHOSTUNREACH: { sent: false, found: "the host cannot be reached" },
  UND_ERR_CONNECT_TIMEOUT: { sent: false, found: "no connection came about in time" },
  ECONNRESET: { sent: "unknown", found: "the connection was reset" },
  EPIPE: { sent: "unknown", found: "the connection was closed" },
  UND_ERR_SOCKET: { sent: "unknown", found: "the connection was closed before the answer was complete" },
};

/**
 * Turns what `fetch`, or reading a body, rejected with into one of our errors.
 *
 * Only the code is taken over: a foreign message or cause may quote the request, with its headers.
 */
export function networkFailure(failure: unknown, call: FailedCall): OvhError {
  if (OvhError.is(failure)) return failure;
  const code = codeOf(failure);
  const known = code === undefined ? undefined : failures[code];
  const found = known?.found ?? "no complete answer came back";
  const { method, path } = call;
  return new OvhNetworkError(`${method} ${path} failed: ${found}${code === undefined ? "" : ` (${code})`}.`, {
    method,
    path,
    code,
    sent: known?.sent ?? "unknown",
  });
}

// undici hides the socket's error one or two causes down.
function codeOf(failure: unknown): string | undefined {
  let current = failure;
  for (let depth = 0; depth < 4 && typeof current === "object" && current !== null; depth++) {
    if ("code" in current && typeof current.code === "string" && /^[\w.-]{1,64}$/.test(current.code)) {
      return current.code;
    }
    current = "cause" in current ? current.cause : undefined;
  }
  return undefined;
}
