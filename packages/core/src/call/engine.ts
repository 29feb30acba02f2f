import createOpenapiFetch from "openapi-fetch";
import { adaptMiddleware, type Middleware } from "./middleware.js";
import type { PreparedCall } from "./prepare.js";

/** What is sent: a request as the engine, and the middleware if there is any, made it of a call. */
export type Outgoing = Pick<Request, "method" | "url" | "headers" | "text">;

/** How a prepared call is carried out. */
export interface Carrying {
  /** Origin and base path. */
  readonly base: string;
  readonly signal: AbortSignal;
  readonly middleware: readonly Middleware[];
  readonly send: (request: Outgoing) => Promise<Response>;
  readonly readText: (response: Response) => Promise<string>;
}

/** An answer, and its body. */
export interface Answered {
  readonly response: Response;
  readonly text: string;
}

// openapi-fetch is touched here and nowhere else, so that it could be replaced unnoticed: it is no longer maintained.
// It builds the request, runs the middleware, sends and has the answer read; writing the parts of a request, sending it
// and reading a body are ours.
const engine = createOpenapiFetch<Record<string, Record<"get", { responses: Record<number, unknown> }>>>();
const carry = engine.request as unknown as (method: string, path: string, init: object) => Promise<unknown>;

/**
 * Carries out a call.
 *
 * @throws {unknown} What `send`, `readText` and the middleware throw.
 */
export async function runEngine(call: PreparedCall, carrying: Carrying): Promise<Answered> {
  const { base, signal, middleware, send, readText } = carrying;
  let answered: Answered | undefined;
  // In place of an answer, its text read by us. It passes for a Response, of which nothing else is looked at any more.
  const toRead = (response: Response): Response => {
    answered = { response, text: "" };
    const text = async (): Promise<string> => {
      answered = { response, text: await readText(response) };
      return answered.text;
    };
    const { status, ok, headers } = response;
    return Object.create(Response.prototype, Object.getOwnPropertyDescriptors({ status, ok, headers, text }));
  };
  const isWatched = middleware.length > 0;
  await carry(call.method, call.schemaPath, {
    baseUrl: base,
    params: { path: {}, ...call.params },
    pathSerializer: () => base + call.path,
    querySerializer: () => call.query,
    headers: call.headers,
    body: call.body,
    bodySerializer: (body: string) => body,
    parseAs: "text",
    signal,
    redirect: "manual",
    // A real request is made for the middleware alone.
    Request: isWatched ? Request : PlainRequest,
    fetch: isWatched ? send : async (request: Outgoing) => toRead(await send(request)),
    // Answers pass the middleware in reverse order, so the first of the list has the last word.
    middleware: isWatched
      ? [
          { onResponse: ({ response }: { response: Response }) => toRead(response) },
          ...adaptMiddleware(middleware, toRead),
        ]
      : [],
  });
  // Every answer came by there; without one, the engine has thrown.
  return answered!;
}

/** As much of a Request as is sent. */
class PlainRequest implements Outgoing {
  readonly url: string;
  readonly method: string;
  readonly headers: Headers;
  readonly #body: string;

  constructor(url: string, init: { method: string; headers: Headers; body?: string }) {
    // As the parser writes it, which is how it travels.
    this.url = new URL(url).href;
    this.method = init.method;
    this.headers = init.headers;
    this.#body = init.body ?? "";
  }

  async text(): Promise<string> {
    return this.#body;
  }
}
