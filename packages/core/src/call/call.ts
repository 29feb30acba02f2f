import type { OperationTables } from "../client-options.js";
import { withDeadline } from "../deadline.js";
import type { EndpointName } from "../endpoints/endpoint.js";
import type { Route } from "../endpoints/route.js";
import { OvhTimeoutError } from "../errors/timeout-error.js";
import { type HttpMethod, methods } from "../http-method.js";
import { load } from "../load.js";
import type { Init, UntypedOperation } from "../operations.js";
import { ownProperties } from "../own-properties.js";
import type { Platform } from "../platform.js";
import type { Identity } from "../proof/identity.js";
import type { Result } from "../result.js";
import { readAnswer, receive } from "./answer.js";
import type { CallProgress } from "./attempt.js";
import { runEngine } from "./engine.js";
import type { Tell, TellOf } from "./hooks.js";
import { type CallLimits, readLimits } from "./limits.js";
import type { Middleware } from "./middleware.js";
import { prepareCall, type QueryTarget } from "./prepare.js";
import type { RetryBudget } from "./retry.js";
import { send, type Sending } from "./send.js";
import { splitQuery } from "./url.js";

/** What a region's package says of operations; {@link OperationTables} says how. */
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
  readonly route: Route;
  readonly limits: CallLimits;
  readonly budget: RetryBudget;
  readonly endpoint: EndpointName;
  readonly tellOf: TellOf;
  readonly integers: "bigint" | undefined;
  readonly warnOfRounding: (message: string) => void;
  readonly network: Platform;
  /** What no error may show. */
  readonly secrets: ReadonlySet<string>;
  /** What an error about missing credentials adds. */
  readonly notes: readonly string[];
  identity(): Identity;
  middleware(): readonly Middleware[];
}

// How many calls this process has made, to tell their events apart.
let calls = 0;

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
  target: CallTarget = targetOf(context, method, path, true),
): Promise<Result<unknown>> {
  const { network, endpoint, route } = context;
  const progress: CallProgress = { method, path, attempts: 0, sent: false, maybeApplied: false };
  const [id, start] = [++calls, network.monotonic()];
  const tell = context.tellOf(() => {
    return { id, method, path, endpoint, baseUrl: route.to(path).base, attempt: progress.attempts };
  });
  const failed = (error: unknown): void => tell("onError", { error, duration: network.monotonic() - start });
  try {
    const result = await carryOut(context, progress, init, target, tell);
    if (result.error !== undefined) failed(result.error);
    return result;
  } catch (error) {
    failed(error);
    throw error;
  }
}

async function carryOut(
  context: CallContext,
  progress: CallProgress,
  init: Init<UntypedOperation>,
  target: CallTarget,
  tell: Tell,
): Promise<Result<unknown>> {
  const { network } = context;
  const { method, path } = progress;
  const options = ownProperties(init);
  const prepared = await prepareCall(method, path, init, target);
  const { credentials, headers: identity, prove } = context.identity();
  const isSigned = options.auth ?? !target.isUnsigned;
  if (isSigned && prove === undefined) {
    const { missingKeys } = await load("missing keys", () => import("../credentials/missing-keys.js"));
    throw missingKeys(progress, credentials.applicationKey !== undefined, context.notes);
  }
  const limits = readLimits(options, context.limits);
  const { timeout } = limits;
  const deadline = network.monotonic() + timeout;
  const timeoutReason = (): OvhTimeoutError =>
    new OvhTimeoutError(`${method} ${path} was not answered within ${timeout} ms.`, { ...progress, timeout });

  return withDeadline({ signal: options.signal, timeout, timeoutReason }, network, async (signal) => {
    const { base } = context.route.to(prepared.path);
    const proving = { prove: isSigned ? prove : undefined, identity };
    const sending: Sending = { ...context, ...proving, call: progress, base, limits, deadline, signal, tell };
    const answered = await runEngine(prepared, {
      base,
      signal,
      middleware: context.middleware(),
      send: (request) => send(request, sending),
      receive: (response) => receive(response, sending),
    });
    return readAnswer(answered, target.isVoid, sending);
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
  return { ...targetOf(context, method, path, false), path, query };
}

/** What a region's tables say of an operation, by its path template, else by whatever a finished path may be. */
function targetOf(
  { unsigned, voids, days }: Tables,
  method: HttpMethod,
  given: string,
  isTemplate: boolean,
): CallTarget {
  const path = plainPath(given);
  const readings = readingsOf(method, path, isTemplate);
  return {
    query: "",
    // A client needs these two before it has a consumer key, so that every endpoint leaves them unsigned.
    isUnsigned: /^(POST \/auth\/credential|GET \/auth\/time)$/.test(`${method} ${path}`) || isIn(unsigned, readings),
    isVoid: voids === undefined || isIn(voids, readings),
    isDay: (name) => readings.some((hashes) => days.has(fnv(`?${name}`, hashes.at(-1)) >>> 2)),
  };
}

/** The beginnings of an operation, its method first, as hashes; the last one is of the whole operation. */
type Reading = readonly number[];

/** Of a finished path, each of the first segments may be a parameter's value; no template has more. */
function readingsOf(method: HttpMethod, path: string, isTemplate: boolean): Reading[] {
  const readings = path
    .split("/")
    .slice(1)
    .reduce<Reading[]>(
      (beginnings, segment, index) =>
        (isTemplate || segment === "" || index > 12 ? [segment] : [...new Set([segment, "{}"])]).flatMap((one) =>
          beginnings.map((hashes) => [...hashes, fnv(`/${one}`, hashes.at(-1))]),
        ),
      [[fnv(method)]],
    );
  return readings.map((hashes) => [...hashes, fnv("$", hashes.at(-1))]);
}

/** Of several readings that one counts of which the table knows most. */
function isIn(table: ReadonlySet<number>, readings: readonly Reading[]): boolean {
  let known = -1;
  let result = false;
  for (const hashes of readings) {
    const changes = hashes.map((hash) => table.has(hash >>> 2));
    const last = changes.lastIndexOf(true);
    const isOdd = changes.filter(Boolean).length % 2 === 1;
    if (last > known || (last === known && isOdd)) [known, result] = [last, isOdd];
  }
  return result;
}

/** Reads a region's tables. */
export function readTables(tables: OperationTables | undefined): Tables {
  return {
    unsigned: unpack(tables?.unsigned),
    voids: tables && unpack(tables.void),
    days: unpack(tables?.days),
  };
}

/** Each hash is what it adds to the one before, in base 36, its last digit a capital letter, in base 26. */
function unpack(packed: string = ""): Set<number> {
  let hash = 0;
  const next = ([added = "", last = ""]: readonly string[]): number =>
    (hash += Number.parseInt(`0${added.slice(0, -1)}`, 36) * 26 + Number.parseInt(last, 36) - 10);
  return new Set([...packed.matchAll(/[\da-z]*([A-Z])/g)].map(next));
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
