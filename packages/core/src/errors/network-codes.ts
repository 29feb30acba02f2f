import { OvhNetworkError, type Sent } from "./network-error.js";
import type { FailedCall } from "./ovh-error.js";

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
 * The error for what `fetch`, or reading a body, rejected with, by its code.
 *
 * Only the code is taken over: a foreign message or cause may quote the request, with its headers.
 */
export function failureWithCode(failure: unknown, { method, path }: FailedCall): OvhNetworkError {
  const code = codeIn(failure);
  const { sent = "unknown", found = "no complete answer came back" } = meaningOf(code, failure);
  const reason = code === undefined ? found : `${found} (${code})`;
  return new OvhNetworkError(`${method} ${path} failed: ${reason}.`, { method, path, code, sent });
}

// How the codes of OpenSSL's and Node's TLS begin (https://nodejs.org/api/tls.html, "X509 certificate error codes").
const insecure =
  /^(?:ERR_TLS|ERR_SSL|EPROTO|CERT_|CRL_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|INVALID_(?:CA|PURPOSE)|HOSTNAME_)/;

function meaningOf(code: string | undefined, failure: unknown): { readonly sent?: Sent; readonly found?: string } {
  if (code !== undefined) {
    return insecure.test(code)
      ? { sent: false, found: "no secure connection came about" }
      : (networkCodes.get(code) ?? {});
  }
  // https://fetch.spec.whatwg.org/#port-blocking, for which undici has no code.
  const { cause } = Object(failure) as { cause?: unknown };
  return cause instanceof Error && cause.message === "bad port" ? { sent: false, found: "fetch refuses the port" } : {};
}

// undici hides the socket's error one or two causes down.
function codeIn(failure: unknown, depth: number = 0): string | undefined {
  if (typeof failure !== "object" || failure === null || depth > 3) return undefined;
  const { code, cause } = failure as { code?: unknown; cause?: unknown };
  return typeof code === "string" && /^[\w.-]{1,64}$/.test(code) ? code : codeIn(cause, depth + 1);
}
