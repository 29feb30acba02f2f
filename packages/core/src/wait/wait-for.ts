import { type CallContext, request } from "../call/call.js";
import { kindOf } from "../call/text.js";
import type { OvhApiError } from "../errors/api-error.js";
import type { HttpMethod } from "../http-method.js";
import type { Init, UntypedOperation } from "../operations.js";
import { ownProperties } from "../own-properties.js";
import { unwrap } from "../result.js";
import { sealed, unsealed } from "./handle.js";
import { outcomeIn, stateOf } from "./states.js";
import { readTask, type Task } from "./task.js";
import type { WaitForOptions, WaitHandle } from "./wait.js";
import { type Look, type Watching, watch } from "./watch.js";

/** What was begun and can be waited for. */
export interface Begun {
  /** Waits until it is done. */
  wait(): Promise<unknown>;
  handle(): Promise<WaitHandle>;
}

type Given = Init<UntypedOperation> & WaitForOptions;

/** Begins to wait for what a call answered, or for a condition of what a path reads. */
export async function waitFor(context: CallContext, ...given: readonly unknown[]): Promise<Begun> {
  if (typeof given[0] !== "string") {
    const [answered, options] = given as [unknown, WaitForOptions?];
    return waitForTask(context, readTask(context, await answered), options);
  }
  const [path, init, condition] = given as [string, Given, (data: unknown) => unknown];
  if (typeof condition !== "function") {
    throw new TypeError(`waitFor of a path takes a condition, a function of what is read; found ${kindOf(condition)}.`);
  }
  return {
    wait: () => waitForCondition(context, path, init, condition),
    handle: () => Promise.reject(new TypeError("A wait for a condition, which is a function, cannot be written down.")),
  };
}

/** Goes on with a wait that a handle tells of. */
export async function resumeWait(context: CallContext, given: unknown, options?: WaitForOptions): Promise<Begun> {
  return waitForTask(context, await unsealed(context, given), options);
}

function waitForTask(context: CallContext, task: Task, options: WaitForOptions = {}): Begun {
  const { interval, deadline, signal, onProgress, ...limits } = ownProperties(options);
  return {
    wait: () => {
      const what = `What ${task.operation} began`;
      const watching: Watching = { what, operation: task.operation, interval, deadline, signal, onProgress };
      return watch(context, watching, lookAtTask(context, task, limits));
    },
    handle: () => sealed(context, task),
  };
}

// Reads lag behind writes: as long may what was begun be unknown, in milliseconds.
const grace = 30_000;

/** Looks at a task, or at a resource of v2. */
function lookAtTask(context: CallContext, task: Task, limits: Init<UntypedOperation>): Look {
  const { operation, params } = task;
  const start = context.network.monotonic();
  const [method, path] = operation.split(" ") as [HttpMethod, string];
  let { readers } = task;
  let seen: unknown;
  return async (signal) => {
    const missing: OvhApiError[] = [];
    for (const reader of readers) {
      const own = Object.entries(params).filter(([name]) => reader.includes(`{${name}}`));
      const init = { ...limits, params: { path: Object.fromEntries(own) }, signal };
      const result = await request(context, "GET", reader, init);
      if (result.error?.status === 404) {
        missing.push(result.error);
        continue;
      }
      seen = await unwrap(result);
      readers = [reader];
      const outcome = outcomeIn(seen);
      const isToGo = method === "DELETE" && reader === path;
      return { data: seen, state: stateOf(seen), outcome: isToGo && outcome === "done" ? "pending" : outcome };
    }
    // What is done is not kept for ever.
    const isGone = seen !== undefined || (method === "DELETE" && readers.includes(path));
    if (isGone) return { data: seen, state: stateOf(seen), outcome: "done" };
    if (context.network.monotonic() - start > grace) throw missing[0]!;
    return undefined;
  };
}

function waitForCondition(
  context: CallContext,
  path: string,
  given: Given,
  condition: (data: unknown) => unknown,
): Promise<unknown> {
  const { interval, deadline, signal, onProgress, ...init } = ownProperties(given ?? {});
  const what = `What GET ${path} waited for`;
  const watching: Watching = { what, operation: `GET ${path}`, interval, deadline, signal, onProgress };
  return watch(context, watching, async (signal) => {
    const data = await unwrap(request(context, "GET", path, { ...init, signal }));
    return { data, state: stateOf(data), outcome: (await condition(data)) === true ? "done" : "pending" };
  });
}
