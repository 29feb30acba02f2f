import { readTimeout, withDeadline } from "../deadline.js";
import { type BaseUrl, baseFor } from "../endpoints/base-url.js";
import { OvhConfigError } from "../errors/config-error.js";
import type { FailedCall } from "../errors/ovh-error.js";
import { OvhTimeoutError } from "../errors/timeout-error.js";
import { type HttpMethod, type Init, methods, type UntypedOperation } from "../operations.js";
import { ownProperties } from "../own-properties.js";
import type { Platform } from "../platform.js";
import type { Identity } from "../proof/identity.js";
import type { Result } from "../result.js";
import { readAnswer, readText } from "./answer.js";
import { runEngine } from "./engine.js";
import type { Middleware } from "./middleware.js";
import { prepareCall } from "./prepare.js";
import { send } from "./send.js";
import { splitQuery } from "./url.js";

/** What the calls of a client have in common. */
export interface CallContext {
  readonly base: BaseUrl;
  /** What signatures are made for. */
  readonly signedBase: BaseUrl;
  /** Milliseconds. */
  readonly timeout: number;
  /** The operations that need no signature, `"GET /order/cart/{cartId}"`. */
  readonly unsigned: ReadonlySet<string>;
  readonly network: Platform;
  /** What no error may show. */
  readonly secrets: ReadonlySet<string>;
  /** What an error about missing credentials adds. */
  readonly notes: readonly string[];
  identity(): Identity;
  middleware(): readonly Middleware[];
}

/**
 * Calls an operation by its path template. The rest of this folder in the order in which a call comes through it.
 *
 * @param query A query string that the path carried.
 * @param isUnsigned Whether the schema says that it needs no signature.
 */
export async function call(
  context: CallContext,
  method: HttpMethod,
  path: string,
  init: Init<UntypedOperation> = {},
  query: string = "",
  isUnsigned: boolean = context.unsigned.has(operationName(method, path)),
): Promise<Result<unknown>> {
  const { network, secrets } = context;
  const { auth, timeout: ownTimeout, signal: givenSignal } = ownProperties(init);
  const named: FailedCall = { method, path };
  const prepared = prepareCall(method, path, init, query);
  const { credentials, headers: identity, prove } = context.identity();
  const isSigned = auth ?? !isUnsigned;
  if (isSigned && prove === undefined)
    throw missingKeys(named, credentials.applicationKey !== undefined, context.notes);
  const base = baseFor(context.base, prepared.path);
  const signedBase = baseFor(context.signedBase, prepared.path);
  const timeout = ownTimeout === undefined ? context.timeout : readTimeout(ownTimeout);
  const timeoutReason = (): OvhTimeoutError =>
    new OvhTimeoutError(`${method} ${path} was not answered within ${timeout} ms.`, { ...named, timeout });

  return withDeadline({ signal: givenSignal, timeout, timeoutReason }, network, async (signal) => {
    const sending = { call: named, base, signedBase, prove: isSigned ? prove : undefined, identity, signal };
    const { response, text } = await runEngine(prepared, {
      base,
      signal,
      middleware: context.middleware(),
      send: (request) => send(request, sending, network),
      readText: (response) => readText(response, named, secrets),
    });
    return readAnswer(response, text, named, secrets);
  });
}

/** Calls a path template or a finished path, which may carry a query string. */
export async function request(
  context: CallContext,
  method: HttpMethod,
  given: string,
  init?: Init<UntypedOperation>,
): Promise<Result<unknown>> {
  const { path, query, isUnsigned } = readTarget(context.unsigned, method, given);
  return call(context, method, path, init, query, isUnsigned);
}

/** What `request` was asked to call. */
export interface RequestTarget {
  readonly path: string;
  /** Without a question mark. */
  readonly query: string;
  /** Whether the schema says that it needs no signature. */
  readonly isUnsigned: boolean;
}

/**
 * Reads a method and a path template or finished path.
 *
 * @throws {TypeError} For a method that OVH does not have, and a query string that could not be sent.
 */
export function readTarget(unsigned: ReadonlySet<string>, method: HttpMethod, given: string): RequestTarget {
  if (!methods.includes(method)) throw new TypeError(`The method has to be one of ${methods.join(", ")}.`);
  const { path, query } = splitQuery(given);
  const operation = operationName(method, path);
  return { path, query, isUnsigned: [...unsigned].some((template) => covers(template, operation)) };
}

/**
 * The operations that need no signature: a region's own, `"GET /order/cart/{cartId}"` each, and what every endpoint
 * leaves unsigned because a client needs it before it has a consumer key.
 */
export function unsignedOperations(table: readonly string[] = []): ReadonlySet<string> {
  return new Set(["POST /auth/credential", "GET /auth/time", ...table]);
}

/** The name of an operation; /v1/me and /me are the same one. */
function operationName(method: HttpMethod, path: string): string {
  return `${method} ${path.replace(/^\/v1(?=\/)/, "")}`;
}

/** Whether an operation's name, parameters filled in, is one of a template's. */
function covers(template: string, operation: string): boolean {
  const segments = operation.split("/");
  const pattern = template.split("/");
  return (
    pattern.length === segments.length &&
    pattern.every((part, index) => part === segments[index] || (part.startsWith("{") && segments[index] !== ""))
  );
}

function missingKeys(call: FailedCall, withApplication: boolean, notes: readonly string[]): OvhConfigError {
  const missing = withApplication
    ? "a consumer key: give consumerKey (in Node also OVH_CONSUMER_KEY, or consumer_key in ovh.conf); " +
      "auth.requestConsumerKey requests one"
    : "credentials: give applicationKey, applicationSecret and consumerKey (in Node also OVH_APPLICATION_KEY, " +
      "OVH_APPLICATION_SECRET and OVH_CONSUMER_KEY, or ovh.conf), clientId and clientSecret, or accessToken";
  const sentence = `${call.method} ${call.path} has to be signed, for which the client lacks ${missing}.`;
  return new OvhConfigError([sentence, ...notes].join(" "), call);
}
