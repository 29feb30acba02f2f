import { OvhNetworkError } from "./errors/network-error.js";

/**
 * Loads a part of this package that most programs never use: every dynamic import goes through here.
 *
 * A failure is that of the call which needs the part; the next call tries again.
 *
 * @param part What it is for, for the error.
 * @param chunk Imports it.
 * @param sent Whether the request of the call has been sent by then.
 * @throws {OvhNetworkError} When it cannot be loaded.
 */
export async function load<Part>(part: string, chunk: () => Promise<Part>, sent: boolean = false): Promise<Part> {
  try {
    return await chunk();
  } catch (failure) {
    const code = failure instanceof Error && "code" in failure ? String(failure.code) : undefined;
    throw new OvhNetworkError(
      `The part of @ovh-typed/core for ${part} could not be loaded (${code ?? "no code"})${sent ? "" : ", and nothing was sent"}: ` +
        "is the whole package, or every chunk of the bundle, there? The next call tries again.",
      { code, sent },
    );
  }
}

/** The same after the request was sent, for a call that has more to tell than that a part is missing: its error comes back. */
export function loadIfPossible<Part>(part: string, chunk: () => Promise<Part>): Promise<Part | OvhNetworkError> {
  return load(part, chunk, true).catch((unloaded: OvhNetworkError) => unloaded);
}

/** The functions of a part that take a context first. */
type Functions<Context> = Readonly<Record<string, (context: Context, ...given: never[]) => unknown>>;

/** A function of a part, without the context. */
type Later<F> = F extends (context: never, ...given: infer Given) => infer Result
  ? (...given: Given) => Promise<Awaited<Result>>
  : never;

/**
 * Makes functions that load the part in which they are with the first call of one.
 *
 * @param context What each is given first.
 */
export function later<Context, Part extends Functions<Context>>(
  part: string,
  chunk: () => Promise<Part>,
  context: Context,
): <Name extends keyof Part>(name: Name) => Later<Part[Name]> {
  return (name) => (async (...given: never[]) => (await load(part, chunk))[name]!(context, ...given)) as never;
}
