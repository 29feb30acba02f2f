import type { BodyOf, OperationKey, Operations, ParamsOf, ResponseOf } from "@ovh-typed/core";
import { Refusal } from "../refusal.js";
import type { State } from "../state/state.js";

/** What a handler is told of a call, whose parameters and body were checked. */
export interface HandledCall<O extends Operations, K extends OperationKey<O>> {
  /** The parameters by `path`, `query` and `header`, in the types of the schema. */
  readonly params: ParamsOf<O, K>;
  readonly body: BodyOf<O, K>;
  /** What the sandbox keeps. */
  readonly state: State<O>;
  /** What the sandbox would answer, and do, without the handler. */
  readonly otherwise: () => ResponseOf<O, K>;
}

/** Answers a call in the sandbox's place: with a value of the operation's type, or with an {@link ovhError}. */
export type Handler<O extends Operations, K extends OperationKey<O>> = (
  call: HandledCall<O, K>,
) => ResponseOf<O, K> | Refusal | Promise<ResponseOf<O, K> | Refusal>;

/** What an error says, in one of OVH's two shapes. */
export interface OvhErrorBody {
  readonly message: string;
  /** Such as `QUOTA_EXCEEDED`; in its place a `class` may be given. */
  readonly errorCode?: string;
  /** Such as `Client::TooManyRequests`. */
  readonly class?: string;
  readonly details?: Readonly<Record<string, unknown>>;
}

/**
 * An error that a handler answers with, or throws.
 *
 * @param status 400 to 599.
 * @param headers Sent with it, such as `{ "retry-after": "2" }`.
 * @throws {RangeError} For another status.
 */
export function ovhError(status: number, body: OvhErrorBody, headers: Readonly<Record<string, string>> = {}): Refusal {
  if (Number.isInteger(status) && status >= 400 && status < 600) return new Refusal(status, { ...body }, headers);
  throw new RangeError(`An error has a status from 400 to 599, not ${status}.`);
}

/** A handler of which nothing is known at compile time. */
export type AnyHandler = (call: {
  readonly params: unknown;
  readonly body: unknown;
  readonly state: State;
  readonly otherwise: () => unknown;
}) => unknown;

/** The handlers of a sandbox, by the names of operations. */
export class Handlers {
  readonly #always = new Map<string, AnyHandler>();
  readonly #once = new Map<string, AnyHandler[]>();

  /** Handles every call of an operation from now on. */
  on(name: string, handler: AnyHandler): void {
    this.#always.set(name, handler);
  }

  /** Handles one more call of an operation, after those that are handled so already. */
  once(name: string, handler: AnyHandler): void {
    this.#once.set(name, [...(this.#once.get(name) ?? []), handler]);
  }

  /** The handler of the call that comes now. */
  take(name: string): AnyHandler | undefined {
    return this.#once.get(name)?.shift() ?? this.#always.get(name);
  }

  clear(): void {
    this.#always.clear();
    this.#once.clear();
  }
}
