import type { TaskTables } from "../client-options.js";
import { LightSignal, stoppedBy } from "../deadline.js";
import type { EndpointName } from "../endpoints/endpoint.js";
import type { Route } from "../endpoints/route.js";
import { OvhTimeoutError } from "../errors/timeout-error.js";
import type { HttpMethod } from "../http-method.js";
import { load } from "../load.js";
import type { Init, UntypedOperation } from "../operations.js";
import { ownProperties } from "../own-properties.js";
import type { Platform } from "../platform.js";
import type { Identity } from "../proof/identity.js";
import type { Result } from "../result.js";
import { remember } from "../wait/origin.js";
import { readAnswer, receive } from "./answer.js";
import type { CallProgress } from "./attempt.js";
import { runEngine } from "./engine.js";
import type { Tell, TellOf } from "./hooks.js";
import { type CallLimits, readLimits } from "./limits.js";
import type { Middleware } from "./middleware.js";
import { prepareCall } from "./prepare.js";
import type { RetryBudget } from "./retry.js";
import { type Acquire, send, type Sending } from "./send.js";
import { type CallTarget, readTarget, type Tables, type TargetOf } from "./tables.js";

/** What the calls of a client have in common. */
export interface CallContext extends Tables {
  readonly route: Route;
  readonly limits: CallLimits;
  readonly budget: RetryBudget;
  readonly endpoint: EndpointName;
  readonly targetOf: TargetOf;
  readonly tellOf: TellOf;
  readonly integers: "bigint" | undefined;
  readonly warnOfRounding: (message: string) => void;
  readonly network: Platform;
  readonly acquire: Acquire | undefined;
  /** What reads tasks, where the program gave it. */
  readonly tasks: TaskTables | undefined;
  /** Loads those whose lists of ids expand; undefined where no schema is known. */
  readonly expanded: (() => Promise<string>) | undefined;
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
  target: CallTarget = context.targetOf(method, path),
): Promise<Result<unknown>> {
  const { network, endpoint, route } = context;
  const progress: CallProgress = { method, path, attempts: 0, sent: false, maybeApplied: false };
  const [id, start] = [++calls, network.monotonic()];
  const tell = context.tellOf(() => {
    return { id, method, path, endpoint, baseUrl: route.to(path).base, attempt: progress.attempts };
  });
  const failed = (error: unknown): void => tell("onError", () => ({ error, duration: network.monotonic() - start }));
  try {
    const result = await carryOut(context, progress, init, target, tell);
    if (result.error !== undefined) failed(result.error);
    else if (method !== "GET") remember(result, { method, path, params: init.params?.path, client: context });
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
  const prepared = await prepareCall(method, path, options, target);
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

  const stopping = { signal: options.signal, timeout, timeoutReason };
  return stoppedBy(new LightSignal(), stopping, network, async (signal) => {
    const { base } = context.route.to(prepared.path);
    const { budget, secrets, acquire, integers, warnOfRounding } = context;
    const sending: Sending = {
      call: progress,
      route: context.route,
      base,
      prove: isSigned ? prove : undefined,
      identity,
      limits,
      deadline,
      signal,
      tell,
      network,
      budget,
      secrets,
      acquire,
      integers,
      warnOfRounding,
    };
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
