import { entriesOf } from "../platform.js";
import type { Answered } from "./answer.js";
import type { Middleware, MiddlewareContext } from "./middleware.js";

/**
 * Middleware as the engine wants it.
 *
 * @param keep Takes a response that a middleware gives in place of OVH's.
 */
export function adaptMiddleware(
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
export function unreadCopy({ response, bytes }: Answered): Response {
  const { status, statusText, headers, url } = response;
  const copy = new Response(status === 204 ? null : bytes, { status, statusText, headers: entriesOf(headers) });
  return Object.defineProperty(copy, "url", { value: url });
}
