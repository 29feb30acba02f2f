import { entriesOf } from "../platform.js";
import type { Answered } from "./answer.js";
import type { Carrying, Outgoing } from "./engine.js";
import type { Middleware, MiddlewareContext } from "./middleware.js";

/** What the engine needs for a call that middleware looks at. */
export interface Watched {
  /** Its options. */
  readonly options: object;
  /** What the call came to, once the engine is through. */
  answered(): Answered;
}

/** Lets middleware look at a call, which takes a real Request and real Responses. */
export function watch({ signal, middleware, send, receive }: Carrying): Watched {
  let answered: Answered | undefined;
  let shown: Response | undefined;
  // Answers are read by us; the engine is left with one that has nothing to read.
  const keep = async (response: Response): Promise<Response> => {
    if (response !== shown) answered = await receive(response);
    return new Response(null, { status: 204 });
  };
  const fetch = async (request: Outgoing): Promise<Response> => {
    answered = await send(request);
    shown = unreadCopy(answered);
    return shown;
  };
  return {
    options: {
      Request,
      signal: signal.toAbortSignal(),
      redirect: "manual",
      fetch,
      middleware: adaptMiddleware(middleware, keep),
    },
    // Every answer came by there; without one, the engine has thrown.
    answered: () => answered!,
  };
}

/**
 * Middleware as the engine wants it.
 *
 * @param keep Takes a response that a middleware gives in place of OVH's.
 */
function adaptMiddleware(
  middleware: readonly Middleware[],
  keep: (response: Response) => Promise<Response>,
): readonly object[] {
  // The functions are called on their own object: a middleware may be an instance of a class.
  const adapted = middleware.map((one) => ({
    onRequest: async (context: MiddlewareContext) => {
      const replaced = await one.onRequest?.(context);
      return replaced instanceof Response ? keep(replaced) : (replaced ?? undefined);
    },
    onResponse: async (context: MiddlewareContext & { response: Response }) =>
      (await one.onResponse?.(context)) ?? undefined,
    onError: async (context: MiddlewareContext & { error: unknown }) => (await one.onError?.(context)) ?? undefined,
  }));
  // Answers pass the middleware in reverse order, so the first of the list has the last word.
  return [{ onResponse: ({ response }: { response: Response }) => keep(response) }, ...adapted];
}

/** An answer as it was before it was read, for the middleware. */
function unreadCopy({ response, bytes }: Answered): Response {
  const { status, statusText, headers, url } = response;
  const copy = new Response(status === 204 ? null : bytes, { status, statusText, headers: entriesOf(headers) });
  return Object.defineProperty(copy, "url", { value: url });
}
