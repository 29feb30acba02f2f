import type { HttpMethod } from "../http-method.js";

/** Which call something came from. */
export interface Origin {
  readonly method: HttpMethod;
  readonly path: string;
  readonly params: Readonly<Record<string, unknown>> | undefined;
  /** What it was answered. */
  readonly data: unknown;
  /** What stands for the client. */
  readonly client: object;
}

const origins = new WeakMap<object, Origin>();

/** Remembers which call answered with something: as long as the program has it, and no longer. */
export function remember(result: { readonly data?: unknown }, call: Omit<Origin, "data">): void {
  const { data } = result;
  for (const value of [result, data]) if (Object(value) === value) origins.set(value as object, { ...call, data });
}

/** Which call a result or its data came from. */
export function originOf(value: unknown): Origin | undefined {
  return origins.get(Object(value));
}
