import type { EndpointName } from "../endpoints/endpoint.js";
import { OvhConfigError } from "../errors/config-error.js";
import type { HttpMethod } from "../http-method.js";
import { type Platform, warnOnce } from "../platform.js";
import type { Situation } from "./retry.js";

/** What every hook is told of a call. Nothing in it is secret: no header, no body, no parameter of a path template. */
export interface CallEvent {
  /** A number that the events of one call share, and those of no other in this process. */
  readonly id: number;
  readonly method: HttpMethod;
  /** The path as the program wrote it: `/domain/zone/{zoneName}`. */
  readonly path: string;
  readonly endpoint: EndpointName;
  /** Where it goes: `https://eu.api.ovh.com/1.0`. */
  readonly baseUrl: string;
  /** Which attempt of the call it is, from 1. */
  readonly attempt: number;
}

/** An attempt was answered, whatever the status. */
export interface ResponseEvent extends CallEvent {
  readonly status: number;
  /** The header `X-OVH-QUERYID`: what OVH's support asks for. */
  readonly queryId: string | undefined;
  /** Milliseconds from the request to the end of the answer. */
  readonly duration: number;
  /** Whether the answer holds integers beyond 2^53, which are rounded unless the client has `integers: "bigint"`. */
  readonly unsafeIntegers: boolean;
}

/** Another attempt follows. */
export interface RetryEvent extends CallEvent {
  /**
   * The row of the {@link RetryTable}; `"clock"` after a new measurement of OVH's time, `"token"` for a new access token,
   * `"moved"` when OVH's redirect led to the endpoint's other host.
   */
  readonly reason: Situation | "clock" | "token" | "moved";
  /** Milliseconds until then. */
  readonly delay: number;
  /** The error of this attempt; undefined when it was answered. */
  readonly error: unknown;
}

/** The call failed for good. */
export interface ErrorEvent extends CallEvent {
  /** What the call comes back with or rejects with: an `OvhError`, a signal's own reason, or a middleware's error. */
  readonly error: unknown;
  /** Milliseconds that the whole call took. */
  readonly duration: number;
}

/**
 * Functions that are told what happens to the calls of a client, for logs, metrics and traces. What they throw changes
 * nothing and is warned of once.
 */
export interface Hooks {
  /** An attempt is about to be sent. */
  onRequest?(event: CallEvent): void;
  onResponse?(event: ResponseEvent): void;
  onRetry?(event: RetryEvent): void;
  onError?(event: ErrorEvent): void;
}

interface Events {
  onRequest: CallEvent;
  onResponse: ResponseEvent;
  onRetry: RetryEvent;
  onError: ErrorEvent;
}

/** Tells the hooks of one call what happened, with what is known of the call itself; the event is made where one listens. */
export type Tell = <Name extends keyof Events>(name: Name, event: () => Omit<Events[Name], keyof CallEvent>) => void;

/** Makes what tells the hooks of a client. */
export type TellOf = (call: () => CallEvent) => Tell;

/**
 * Reads the option `hooks`.
 *
 * @throws {OvhConfigError} For what is no object, or a hook that is no function.
 */
export function readHooks(hooks: Hooks | undefined, platform: Pick<Platform, "warn">): TellOf {
  if (hooks === undefined) return () => () => undefined;
  const given: unknown = hooks;
  if (given === null || typeof given !== "object") throw new OvhConfigError("hooks is not an object.");
  for (const [name, hook] of Object.entries(hooks)) {
    const isHook = hook === undefined || typeof hook === "function";
    if (name.startsWith("on") && !isHook) throw new OvhConfigError(`hooks.${name} is not a function.`);
  }
  const report = warnOnce(platform);
  return (call) => (name, event) => {
    if (hooks[name] === undefined) return;
    // Async, so that what a hook throws and what its promise rejects with end in the same place.
    const told = async (): Promise<unknown> => hooks[name]?.({ ...call(), ...event() } as never);
    told().catch((failure: unknown) => report(`ovh-typed: the hook ${name} failed: ${Object(failure).message}`));
  };
}
