import type { CallContext } from "../call/call.js";
import { createGate } from "../call/gate.js";

/**
 * Does pieces of work and gives what they came to in order: the first alone, as who looks at it may want no more, and then
 * so many ahead of who takes them.
 *
 * @param most How many are under way at a time.
 */
export async function* ahead<In, Out>(
  inputs: Iterable<In>,
  work: (input: In) => Promise<Out>,
  most: number,
): AsyncGenerator<Out> {
  const source = inputs[Symbol.iterator]();
  const underWay: Promise<Out>[] = [];
  for (let wanted = 1; ; wanted = most) {
    while (underWay.length < wanted) {
      const { done, value } = source.next();
      if (done) break;
      const begun = work(value);
      // It is told when it is its turn, or nobody wants to know any more.
      begun.catch(() => undefined);
      underWay.push(begun);
    }
    const next = underWay.shift();
    if (next === undefined) return;
    yield await next;
  }
}

/** Does a piece of work when it is its turn. */
export type Turn = <T>(work: () => Promise<T>) => Promise<T>;

/** Lets so many pieces of work be under way at a time; the others wait for their turn. */
export function createTurns(
  { network }: Pick<CallContext, "network">,
  concurrency: number,
  signal: AbortSignal = new AbortController().signal,
): Turn {
  const gate = createGate({ concurrency }, network);
  return async (work) => {
    const release = await gate.acquire({ signal });
    try {
      return await work();
    } finally {
      release({ status: undefined, retryAfter: undefined });
    }
  };
}
