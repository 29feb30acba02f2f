import { OvhNetworkError } from "./network-error.js";
import type { FailedCall, OvhError } from "./ovh-error.js";
import { unreadable } from "./unreadable.js";

interface Meaning {
  readonly found: string;
  /** Whether it shows that nothing was sent. */
  readonly unsent?: boolean;
}

// What the codes of Node's dns, net and undici mean (https://nodejs.org/api/errors.html, undici's lib/core/errors.js).
const networkCodes: ReadonlyMap<string, Meaning> = new Map([
  ["ENOTFOUND", { unsent: true, found: "the host name is unknown" }],
  ["EAI_AGAIN", { unsent: true, found: "the name server did not answer" }],
  ["ECONNREFUSED", { unsent: true, found: "the connection was refused" }],
  ["ENETUNREACH", { unsent: true, found: "the network cannot be reached" }],
  ["EHOSTUNREACH", { unsent: true, found: "the host cannot be reached" }],
  ["UND_ERR_CONNECT_TIMEOUT", { unsent: true, found: "no connection came about in time" }],
  ["ECONNRESET", { found: "the connection was reset" }],
  ["EPIPE", { found: "the connection was closed" }],
  ["UND_ERR_SOCKET", { found: "the connection was closed before the answer was complete" }],
]);

/**
 * The error for what `fetch`, or reading a body, rejected with, by its code.
 *
 * Only the code is taken over: a foreign message or cause may quote the request, with its headers.
 */
export function failureWithCode(
  failure: unknown,
  call: FailedCall,
  unsent: FailedCall,
  response: Response | undefined,
): OvhError {
  const code = codeIn(failure);
  const named = `${call.method} ${call.path}`;
  if (response !== undefined && code?.startsWith("Z_") === true) {
    const sentence = `${named} was answered ${response.status} with a body that cannot be decompressed (${code}).`;
    return unreadable(response, "", call, () => sentence);
  }
  const { found, unsent: meant = false } = meaningOf(code, failure);
  const reason = code === undefined ? found : `${found} (${code})`;
  const isUnsent = meant || Object(failure).sent === false;
  const { sent = "unknown", ...rest } = isUnsent ? unsent : call;
  return new OvhNetworkError(`${named} failed: ${reason}.`, { ...rest, sent, code });
}

// How the codes of OpenSSL's and Node's TLS begin (https://nodejs.org/api/tls.html, "X509 certificate error codes").
const insecure =
  /^(?:ERR_TLS|ERR_SSL|EPROTO|CERT_|CRL_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|INVALID_(?:CA|PURPOSE)|HOSTNAME_)/;

function meaningOf(code: string | undefined, failure: unknown): Meaning {
  const unknown: Meaning = { found: "no complete answer came back" };
  if (code !== undefined) {
    return insecure.test(code)
      ? { unsent: true, found: "no secure connection came about" }
      : (networkCodes.get(code) ?? unknown);
  }
  // https://fetch.spec.whatwg.org/#port-blocking, for which undici has no code.
  const { cause } = Object(failure) as { cause?: unknown };
  const isBadPort = cause instanceof Error && cause.message === "bad port";
  return isBadPort ? { unsent: true, found: "fetch refuses the port" } : unknown;
}

// undici hides the socket's error one or two causes down.
function codeIn(failure: unknown, depth: number = 0): string | undefined {
  if (typeof failure !== "object" || failure === null || depth > 3) return undefined;
  const { code, cause } = failure as { code?: unknown; cause?: unknown };
  return typeof code === "string" && /^[\w.-]{1,64}$/.test(code) ? code : codeIn(cause, depth + 1);
}
