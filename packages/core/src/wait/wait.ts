import type { LimitOptions } from "../call/limits.js";
import type { RequestOptions } from "../client-options.js";
import type { EndpointName } from "../endpoints/endpoint.js";
import type { OvhApiError } from "../errors/api-error.js";
import type { Answer } from "../operations.js";

declare const waitable: unique symbol;

/** What an operation answers that is done later, and can be waited for: a task, or a resource of v2. */
export type Waitable<T> = T & {
  /** A mark of the types alone; no value has it. */
  readonly [waitable]?: T;
};

/** The mark alone: the name is what a compiler says of anything else. */
type TaskThatCanBeRead<T> = { readonly [waitable]?: T };

/** What can be waited for: the result of a call, its data, or a promise of one of them. */
export type GivenToWait<T> = Awaitable<
  | TaskThatCanBeRead<T>
  | { readonly data: TaskThatCanBeRead<T>; readonly error?: never }
  | { readonly data?: never; readonly error: OvhApiError }
>;

/** A value, or a promise of it. */
export type Awaitable<T> = T | PromiseLike<T>;

/** How something is waited for. */
export interface WaitForOptions extends LimitOptions {
  /** Milliseconds after which it is given up; 3,600,000 when left out. What was begun goes on. */
  deadline?: number | undefined;
  /** Milliseconds between two looks at most; 30,000 when left out. The first look is at once, the next after a second. */
  interval?: number | undefined;
  signal?: AbortSignal | undefined;
  /** Called after each look. */
  onProgress?: ((progress: WaitProgress) => void) | undefined;
}

/** How far it is. */
export interface WaitProgress {
  /** What was read last. */
  readonly data: unknown;
  /** Its state in OVH's words, where it has one. */
  readonly state: string | undefined;
  /** In percent, where OVH says it. */
  readonly progress: number | undefined;
  /** Milliseconds since the wait began. */
  readonly waited: number;
}

/** What is waited for, to be taken up by another process: write it as JSON. Nothing in it is secret. */
export interface WaitHandle {
  readonly endpoint: EndpointName;
  /** The operation that was called: `POST /vps/{serviceName}/reboot`. */
  readonly operation: string;
  /** The paths that may read it. */
  readonly readers: readonly string[];
  /** Their parameters. */
  readonly params: Readonly<Record<string, string>>;
  /** Shows that a client with the same credentials wrote it so. */
  readonly seal: string;
}

/** What was waited for, once it is done. */
export interface Wait<T> extends Promise<T> {
  /**
   * What another process can go on with: `resumeWait`.
   *
   * @throws {TypeError} For a wait for a condition, which is a function of the program.
   */
  handle(): Promise<WaitHandle>;
}

/** What `waitFor` takes after a path. */
export type ConditionArgs<
  Op,
  Part extends keyof Op = Exclude<keyof Op, "response">,
  Given = { [Each in Part]: Op[Each] } & Omit<RequestOptions, keyof WaitForOptions> & WaitForOptions,
> = [init: Given, condition: (data: Answer<Op>) => boolean | Promise<boolean>];
