import { OvhNetworkError, type Sent } from "./network-error.js";
import { OvhError, type FailedCall } from "./ovh-error.js";

// What the codes of Node's dns, net and undici mean (https://nodejs.org/api/errors.html, undici's lib/core/errors.js).
const networkCodes: ReadonlyMap<string, { readonly sent?: Sent; readonly found?: string }> = new Map([
  ["ENOTFOUND", { sent: false, found: "the host name is unknown" }],
  ["EAI_AGAIN", { sent: false, found: "the name server did not answer" }],
  ["ECONNREFUSED", { sent: false, found: "the connection was refused" }],
  ["ENETUNREACH", { sent: false, found: "the network cannot be reached" }],
  ["EHOSTUNREACH", { sent: false, found: "the host cannot be reached" }],
  ["UND_ERR_CONNECT_TIMEOUT", { sent: false, found: "no connection came about in time" }],
  ["ECONNRESET", { sent: "unknown", found: "the connection was reset" }],
  ["EPIPE", { sent: "unknown", found: "the connection was closed" }],
  ["UND_ERR_SOCKET", { sent: "unknown", found: "the connection was closed before the answer was complete" }],
]);

/**
 * Turns what `fetch`, or reading a body, rejected with into one of our errors.
 *
 * Only the code is taken over: a foreign message or cause may quote the request, with its headers.
 */
export function networkFailure(failure: unknown, { method, path }: FailedCall): OvhError {
  if (OvhError.is(failure)) return failure;
  const code = codeIn(failure);
  const { sent = "unknown", found = "no complete answer came back" } = networkCodes.get(code ?? "") ?? {};
  const reason = code === undefined ? found : `${found} (${code})`;
  return new OvhNetworkError(`${method} ${path} failed: ${reason}.`, { method, path, code, sent });
}

// undici hides the socket's error one or two causes down.
function codeIn(failure: unknown, depth: number = 0): string | undefined {
  if (typeof failure !== "object" || failure === null || depth > 3) return undefined;
  const { code, cause } = failure as { code?: unknown; cause?: unknown };
  return typeof code === "string" && /^[\w.-]{1,64}$/.test(code) ? code : codeIn(cause, depth + 1);
}
