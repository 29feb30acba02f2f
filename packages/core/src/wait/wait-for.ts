import { type CallContext, request } from "../call/call.js";
import { kindOf } from "../call/text.js";
import type { OvhApiError } from "../errors/api-error.js";
import type { HttpMethod } from "../http-method.js";
import type { Init, UntypedOperation } from "../operations.js";
import { ownProperties } from "../own-properties.js";
import { unwrap } from "../result.js";
import { sealed, unsealed } from "./handle.js";
import { type Origin, originOf } from "./origin.js";
import { outcomeIn, stateOf } from "./states.js";
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
    return waitForTask(context, await readTask(context, await answered), options);
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

type Task = Omit<WaitHandle, "seal">;

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

/**
 * Finds what reads the task that a call answered.
 *
 * @throws {TypeError} For what no call of the client answered, and where the schema has nothing to read it by.
 * @throws {OvhApiError} When the call was refused.
 */
async function readTask(context: CallContext, given: unknown): Promise<Task> {
  const { error } = Object(given) as { error?: OvhApiError };
  if (error instanceof Error) throw error;
  const origin = originOf(given);
  if (origin?.client !== context) {
    const found = given === undefined ? "undefined" : origin === undefined ? kindOf(given) : "another client's";
    throw new TypeError(
      `waitFor takes the result of a call of this client, or its data as it came; found ${found}. A copy of a task does ` +
        "not tell where it came from: to go on in another process, write down the handle() of a wait.",
    );
  }
  const { data } = origin;
  const operation = `${origin.method} ${origin.path}`;
  const readers = readersOf(context, operation, origin, data);
  const params = Object.fromEntries(readers.flatMap((reader) => paramsOf(reader, origin, data)));
  return { endpoint: context.endpoint, operation, readers, params };
}

function readersOf({ tasks, endpoint }: CallContext, operation: string, origin: Origin, data: unknown): string[] {
  // A resource of v2 is read by its own path.
  if (typeof (Object(data) as { resourceStatus?: unknown }).resourceStatus === "string") {
    return [origin.method === "POST" ? `${origin.path}/{id}` : origin.path];
  }
  if (tasks === undefined) {
    throw new TypeError(
      `What reads the task of ${operation} is not known to this client: ` +
        `import { tasks } from "@ovh-typed/${endpoint}/wait", and give createClient({ tasks }).`,
    );
  }
  if (tasks.endpoint !== endpoint) {
    throw new TypeError(`The tasks are those of ${tasks.endpoint}, and this client calls ${endpoint}.`);
  }
  const readers = Object.hasOwn(tasks.readers, operation) ? tasks.readers[operation] : undefined;
  if (readers !== undefined) return [...readers];
  throw new TypeError(`What ${operation} answers is no task that the schema has a way to read.`);
}

/** The parameters of what reads a task: those of the call, and the task's id. */
function paramsOf(reader: string, { params = {} }: Origin, data: unknown): [string, string][] {
  const names = [...reader.matchAll(/\{([^{}]*)\}/g)].map(([, name = ""]) => name);
  const fields = Object(data) as Readonly<Record<string, unknown>>;
  return names.map((name, index) => {
    const isId = index === names.length - 1 && !Object.hasOwn(params, name);
    const value = isId ? (fields[name] ?? fields["id"]) : params[name];
    if (value === undefined || value === null)
      throw new TypeError(`The task has no ${name} by which ${reader} reads it.`);
    return [name, String(value)];
  });
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
