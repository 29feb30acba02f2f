import type { CallContext } from "../call/call.js";
import { hexadecimal, kindOf } from "../call/text.js";
import type { Task } from "./task.js";
import type { WaitHandle } from "./wait.js";

/** Writes what is waited for so that nobody without the client's credentials can change it. */
export async function sealed(context: CallContext, handle: Task): Promise<WaitHandle> {
  return { ...handle, seal: await sealOf(context, handle) };
}

/**
 * Reads a handle, or the JSON of one.
 *
 * @throws {TypeError} For what is no handle, one of another endpoint, and one that was changed or that another
 *   application's client wrote.
 */
export async function unsealed(context: CallContext, given: unknown): Promise<Task> {
  const { endpoint, operation, readers, params, seal } = Object(parsed(given)) as Partial<WaitHandle>;
  const isHandle =
    typeof endpoint === "string" &&
    typeof operation === "string" &&
    Array.isArray(readers) &&
    typeof params === "object" &&
    typeof seal === "string";
  if (!isHandle) throw new TypeError(`The handle of a wait was expected; found ${kindOf(given)} that is none.`);
  if (endpoint !== context.endpoint) {
    throw new TypeError(`The handle is of a wait at ${endpoint}, and this client calls ${context.endpoint}.`);
  }
  const handle: Task = { endpoint, operation, readers, params };
  if ((await sealOf(context, handle)) === seal) return handle;
  throw new TypeError("The handle was changed, or a client with other credentials wrote it: nothing is read by it.");
}

function parsed(given: unknown): unknown {
  if (typeof given !== "string") return given;
  try {
    return JSON.parse(given);
  } catch {
    throw new TypeError("The handle of a wait was expected; found a text that is no JSON.");
  }
}

/** An HMAC by the credentials' secret. */
async function sealOf({ identity }: CallContext, handle: Task): Promise<string> {
  const { applicationSecret, clientSecret, accessToken } = identity().credentials;
  const secret = applicationSecret ?? clientSecret ?? accessToken ?? "none";
  const { endpoint, operation, readers, params } = handle;
  const entries = Object.entries(params).sort(([one], [other]) => (one < other ? -1 : 1));
  const text = JSON.stringify(["ovh-typed wait", endpoint, operation, readers, entries]);
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const bytes = (value: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(value);
  const key = await crypto.subtle.importKey("raw", bytes(secret), algorithm, false, ["sign"]);
  return hexadecimal(await crypto.subtle.sign("HMAC", key, bytes(text)));
}
