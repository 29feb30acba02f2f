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
import { prepareCall } from "./prepare.js";
import { send } from "./send.js";
import { splitQuery } from "./url.js";

/** What a region's package says of operations, by their hashes. */
export interface Tables {
  /** Those that need no signature. */
  readonly unsigned: ReadonlySet<number>;
  /** Those that answer nothing; undefined where no schema is known. */
  readonly voids: ReadonlySet<number> | undefined;
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
  { query, isUnsigned, isVoid }: CallTarget = targetOf(context, [operationHash(method, path)]),
): Promise<Result<unknown>> {
  const { network, secrets } = context;
  const { auth, timeout: ownTimeout, signal: givenSignal } = ownProperties(init);
  const named: FailedCall = { method, path };
  const prepared = prepareCall(method, path, init, query);
  const { credentials, headers: identity, prove } = context.identity();
  const isSigned = auth ?? !isUnsigned;
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
    return readAnswer(response, text, isVoid, named, secrets);
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
export interface CallTarget {
  /** A query string that the path carried, without a question mark. */
  readonly query: string;
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
function targetOf({ unsigned, voids }: Tables, hashes: readonly number[]): CallTarget {
  const isIn = (table: ReadonlySet<number>): boolean => hashes.some((hash) => table.has(hash));
  return { query: "", isUnsigned: isIn(unsigned), isVoid: voids === undefined || isIn(voids) };
}

/**
 * Reads a region's tables. What every endpoint leaves unsigned, because a client needs it before it has a consumer key,
 * is always unsigned.
 */
export function readTables(tables: OperationTables | undefined): Tables {
  const always = [operationHash("POST", "/auth/credential"), operationHash("GET", "/auth/time")];
  return {
    unsigned: new Set([...always, ...unpack(tables?.unsigned ?? "")]),
    voids: tables && new Set(unpack(tables.void)),
  };
}

function unpack(packed: string): number[] {
  const bytes = new DataView(Uint8Array.from(atob(packed), (character) => character.charCodeAt(0)).buffer);
  return Array.from({ length: bytes.byteLength >> 2 }, (_, index) => bytes.getUint32(4 * index));
}

/** The hash of an operation by its path template, whatever its parameters are called; /v1/me and /me are the same. */
export function operationHash(method: HttpMethod, template: string): number {
  return segmentsOf(template).reduce((hash, segment) => fnv(`/${segment}`, hash), fnv(`${method} `));
}

/** The hashes of all operations that a finished path may be one of: each of its segments may be a parameter's value. */
function operationHashes(method: HttpMethod, path: string): number[] {
  return segmentsOf(path).reduce(
    (hashes, segment) =>
      (segment === "" || segment === "{}" ? [segment] : [segment, "{}"]).flatMap((one) =>
        hashes.map((hash) => fnv(`/${one}`, hash)),
      ),
    [fnv(`${method} `)],
  );
}

/** The segments of a path without the version that goes without saying, and without the names of parameters. */
function segmentsOf(path: string): string[] {
  const plain = String(path)
    .replace(/^\/v1(?=\/)/, "")
    .replace(/\{[^{}]*\}/g, "{}");
  return plain.split("/").slice(1);
}

/** FNV-1a of 32 bits (http://www.isthe.com/chongo/tech/comp/fnv/), as the tables were made with. */
function fnv(text: string, hash: number = 0x811c9dc5): number {
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash >>> 0;
}
