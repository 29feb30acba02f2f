/** What a middleware is told about a call. The request has not been signed yet. */
export interface MiddlewareContext {
  readonly request: Request;
  /** The path as the program wrote it: `/domain/zone/{zoneName}`. */
  readonly schemaPath: string;
  /** The parameters as the program gave them. */
  readonly params: {
    readonly path?: Record<string, unknown>;
    readonly query?: Record<string, unknown>;
    readonly header?: Record<string, unknown>;
  };
  /** The same for all functions of one call. */
  readonly id: string;
}

/**
 * Looks at, or replaces, requests and answers; of the shape of openapi-fetch's, whose middleware can be used here.
 *
 * Signing comes after all of them, so a request may be changed; its origin and base path may not, and what stops the
 * call is its `signal` option, not one that a middleware adds to the request. Answers are seen in reverse order. One call runs the functions once, also when it is sent again after a correction of the clock.
 */
export interface Middleware {
  /** Returns another request to send, or an answer to use without sending anything. */
  onRequest?(context: MiddlewareContext): Promise<Request | Response | void> | Request | Response | undefined | void;
  /** Returns another answer to use. */
  onResponse?(
    context: MiddlewareContext & { readonly response: Response },
  ): Promise<Response | void> | Response | undefined | void;
  /** Called when no answer came; returns another error, or an answer to use instead. */
  onError?(
    context: MiddlewareContext & { readonly error: unknown },
  ): Promise<Response | Error | void> | Response | Error | undefined | void;
}

const functions = ["onRequest", "onResponse", "onError"] as const;

/**
 * Checks a middleware before it is added.
 *
 * @throws {TypeError} For what is no object, or has none of the functions.
 */
export function checkMiddleware(middleware: Middleware): void {
  const usable = typeof middleware === "object" && middleware !== null;
  if (usable && functions.some((name) => typeof middleware[name] === "function")) return;
  throw new TypeError(`A middleware has to be an object with ${functions.join(" or ")}.`);
}
