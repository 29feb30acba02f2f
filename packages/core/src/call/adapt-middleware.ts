import type { Middleware, MiddlewareContext } from "./middleware.js";

/** Middleware as the engine wants it; loaded with the first call that has some. */
export function adaptMiddleware(
  middleware: readonly Middleware[],
  keep: (response: Response) => Response,
): readonly object[] {
  // The functions are called on their own object: a middleware may be an instance of a class.
  return middleware.map((one) => ({
    onRequest: async (context: MiddlewareContext) => {
      const replaced = await one.onRequest?.(context);
      return replaced instanceof Response ? keep(replaced) : (replaced ?? undefined);
    },
    onResponse: async (context: MiddlewareContext & { response: Response }) =>
      (await one.onResponse?.(context)) ?? undefined,
    onError: async (context: MiddlewareContext & { error: unknown }) => (await one.onError?.(context)) ?? undefined,
  }));
}
