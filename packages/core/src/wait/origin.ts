import type { HttpMethod } from "../http-method.js";

/** Which call something came from. */
export interface Origin {
  readonly method: HttpMethod;
  readonly path: string;
  readonly params: Readonly<Record<string, unknown>> | undefined;
  /** What stands for the client. */
  readonly client: object;
}

const origins = new WeakMap<object, Origin>();

/** Remembers which call answered with something: as long as the program has it, and no longer. */
export function remember(result: { readonly data?: unknown }, origin: Origin): void {
  for (const value of [result, result.data]) if (Object(value) === value) origins.set(value as object, origin);
}

/** Which call a result or its data came from. */
export function originOf(value: unknown): Origin | undefined {
  return origins.get(Object(value));
}
