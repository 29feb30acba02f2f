import createOpenapiFetch from "openapi-fetch";
import type { Middleware, MiddlewareContext } from "./middleware.js";

/** A call, ready to be built: every part is final. */
export interface EngineCall {
  readonly method: string;
  /** Origin and base path. */
  readonly base: string;
  /** The path as the program wrote it; only middleware sees it. */
  readonly schemaPath: string;
  /** The path with its parameters filled in. */
  readonly path: string;
  /** The query without a question mark. */
  readonly query: string;
  /** The parameters as given; only middleware sees them. */
  readonly params: MiddlewareContext["params"];
  readonly headers: Readonly<Record<string, string>>;
  /** The text of the body; undefined for none. */
  readonly body: string | undefined;
  readonly signal: AbortSignal;
  readonly middleware: readonly Middleware[];
  /** Sends what the engine and the middleware made of the call. */
  readonly fetch: (request: Request) => Promise<Response>;
}

// openapi-fetch is touched here and nowhere else, so that it could be replaced unnoticed: it is no longer maintained.
// It builds the Request and runs middleware. Reading answers is left to us: it is handed an empty one in place of each.
/** Builds a request, runs it through the middleware and sends it; the answer comes back unread. */
export async function runEngine(call: EngineCall): Promise<Response> {
  let answer: Response | undefined;
  const keep = (response: Response): Response => {
    answer = response;
    return new Response(null, { status: 204 });
  };
  const engine = createOpenapiFetch<Record<string, Record<"get", { responses: Record<number, unknown> }>>>({
    baseUrl: call.base,
    fetch: call.fetch,
    pathSerializer: () => call.base + call.path,
    querySerializer: () => call.query,
    bodySerializer: (body: unknown) => body as string,
  });
  const adapted =
    call.middleware.length === 0 ? [] : (await import("./adapt-middleware.js")).adaptMiddleware(call.middleware, keep);
  const send = engine.request as unknown as (method: string, path: string, init: object) => Promise<unknown>;
  await send(call.method, call.schemaPath, {
    params: { path: {}, ...call.params },
    headers: call.headers,
    body: call.body,
    signal: call.signal,
    redirect: "manual",
    // Answers pass the middleware in reverse order, so the first of the list has the last word.
    middleware: [{ onResponse: ({ response }: { response: Response }) => keep(response) }, ...adapted],
  });
  // Kept by the first of the list, which every answer passes; without one, send has thrown.
  return answer!;
}
