import type { CallContext } from "../call/call.js";
import { kindOf } from "../call/text.js";
import type { OvhApiError } from "../errors/api-error.js";
import { type Origin, originOf } from "./origin.js";
import type { WaitHandle } from "./wait.js";

/** What reads a task, or a resource of v2. */
export type Task = Omit<WaitHandle, "seal">;

/**
 * Finds what reads the task that a call answered.
 *
 * @throws {TypeError} For what no call of the client answered, and where the schema has nothing to read it by.
 * @throws {OvhApiError} When the call was refused.
 */
export function readTask(context: CallContext, given: unknown): Task {
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
