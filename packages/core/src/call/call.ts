import type { OperationTables } from "../client-options.js";
import { missingKeys } from "../credentials/missing-keys.js";
import { readTimeout, withDeadline } from "../deadline.js";
import { type BaseUrl, baseFor } from "../endpoints/base-url.js";
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
import { prepareCall, type QueryTarget } from "./prepare.js";
import { send } from "./send.js";
import { splitQuery } from "./url.js";

/** What a region's package says of operations, by their hashes. */
export interface Tables {
  /** Those that need no signature. */
  readonly unsigned: ReadonlySet<number>;
  /** Those that answer nothing; undefined where no schema is known. */
  readonly voids: ReadonlySet<number> | undefined;
  /** Query parameters that are dates and not instants. */
  readonly days: ReadonlySet<number>;
}

/** What the calls of a client have in common. */
export interface CallContext extends Tables {
  readonly base: BaseUrl;
  /** What signatures are made for. */
  readonly signedBase: BaseUrl;
  /** Milliseconds. */
  readonly timeout: number;
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
 * @param target What a finished path was read as, where it was one.
 */
export async function call(
  context: CallContext,
  method: HttpMethod,
  path: string,
  init: Init<UntypedOperation> = {},
  target: CallTarget = targetOf(context, [operationHash(method, path)]),
): Promise<Result<unknown>> {
  const { network, secrets } = context;
  const { auth, timeout: ownTimeout, signal: givenSignal } = ownProperties(init);
  const named: FailedCall = { method, path };
  const prepared = prepareCall(method, path, init, target);
  const { credentials, headers: identity, prove } = context.identity();
  const isSigned = auth ?? !target.isUnsigned;
  if (isSigned && prove === undefined) {
    throw missingKeys(named, credentials.applicationKey !== undefined, context.notes);
  }
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
    return readAnswer(response, text, target.isVoid, named, secrets);
  });
}

/** Calls a path template or a finished path, which may carry a query string. */
export async function request(
  context: CallContext,
  method: HttpMethod,
  given: string,
  init?: Init<UntypedOperation>,
): Promise<Result<unknown>> {
  const target = readTarget(context, method, given);
  return call(context, method, target.path, init, target);
}

/** What is known of what is called. */
export interface CallTarget extends QueryTarget {
  /** Whether the schema says that it needs no signature. */
  readonly isUnsigned: boolean;
  /** Whether an answer without data is all right. */
  readonly isVoid: boolean;
}

/**
 * Reads a method and a path template or finished path.
 *
 * @throws {TypeError} For a method that OVH does not have, and a query string that could not be sent.
 */
export function readTarget(context: Tables, method: HttpMethod, given: string): CallTarget & { readonly path: string } {
  if (!methods.includes(method)) throw new TypeError(`The method has to be one of ${methods.join(", ")}.`);
  const { path, query } = splitQuery(given);
  return { ...targetOf(context, operationHashes(method, path)), path, query };
}

/** What a region's tables say of an operation that has one of these hashes. */
function targetOf({ unsigned, voids, days }: Tables, hashes: readonly number[]): CallTarget {
  const isIn = (table: ReadonlySet<number>, behind: string = ""): boolean =>
    hashes.some((hash) => table.has(fnv(behind, hash)));
  return {
    query: "",
    isUnsigned: isIn(unsigned),
    isVoid: voids === undefined || isIn(voids),
    isDay: (name) => isIn(days, `?${name}`),
  };
}

/**
 * Reads a region's tables. What every endpoint leaves unsigned, because a client needs it before it has a consumer key,
 * is always unsigned.
 */
export function readTables(tables: OperationTables | undefined): Tables {
  return {
    unsigned: unpack(tables?.unsigned, operationHash("POST", "/auth/credential"), operationHash("GET", "/auth/time")),
    voids: tables && unpack(tables.void),
    days: unpack(tables?.days),
  };
}

function unpack(packed: string = "", ...more: number[]): Set<number> {
  const bytes = new DataView(Uint8Array.from(atob(packed), (character) => character.charCodeAt(0)).buffer);
  for (let index = 0; index < bytes.byteLength; index += 4) more.push(bytes.getUint32(index));
  return new Set(more);
}

/** The hash of an operation by its path template, whatever its parameters are called; /v1/me and /me are the same. */
export function operationHash(method: HttpMethod, template: string): number {
  return fnv(`${method} ${plainPath(template)}`);
}

/** The hashes of all operations that a finished path may be one of: each of its segments may be a parameter's value. */
function operationHashes(method: HttpMethod, path: string): number[] {
  return plainPath(path)
    .split("/")
    .slice(1)
    .reduce(
      (hashes, segment) =>
        (segment === "" || segment === "{}" ? [segment] : [segment, "{}"]).flatMap((one) =>
          hashes.map((hash) => fnv(`/${one}`, hash)),
        ),
      [fnv(`${method} `)],
    );
}

/** A path without the version that goes without saying, and without the names of parameters. */
function plainPath(path: string): string {
  return String(path)
    .replace(/^\/v1(?=\/)/, "")
    .replace(/\{[^{}]*\}/g, "{}");
}

/** FNV-1a of 32 bits (http://www.isthe.com/chongo/tech/comp/fnv/), as the tables were made with. */
function fnv(text: string, hash: number = 0x811c9dc5): number {
  return [...text].reduce((mixed, character) => Math.imul(mixed ^ character.charCodeAt(0), 0x01000193), hash) >>> 0;
}
