import createOpenapiFetch from "openapi-fetch";
import type { LightSignal } from "../deadline.js";
import { load } from "../load.js";
import type { Answered } from "./answer.js";
import type { Middleware } from "./middleware.js";
import type { PreparedCall } from "./prepare.js";

/** What is sent: a request as the engine, and the middleware if there is any, made it of a call. */
export type Outgoing = Pick<Request, "method" | "url" | "headers" | "text">;

/** How a prepared call is carried out. */
export interface Carrying {
  /** Origin and base path. */
  readonly base: string;
  readonly signal: LightSignal;
  readonly middleware: readonly Middleware[];
  readonly send: (request: Outgoing) => Promise<Answered>;
  /** Reads an answer that a middleware gives. */
  readonly receive: (response: Response) => Promise<Answered>;
}

// openapi-fetch is touched here and nowhere else, so that it could be replaced unnoticed: it is no longer maintained.
// It builds the request, runs the middleware, sends and has the answer read; writing the parts of a request, sending it
// and reading a body are ours. Every call brings its own Request and fetch: the global ones, at which it would look here,
// Node loads when somebody first looks at them, which takes longer than to import all of this.
const engine = createOpenapiFetch({ Request: null, fetch: null } as object) as unknown as Engine;

interface Engine {
  request(method: string, path: string, init: object): Promise<unknown>;
}

// As much of a Response as the engine looks at where there is nothing to read.
const emptyAnswer = { ok: true, status: 204, headers: { get: () => null } };

/**
 * Carries out a call.
 *
 * @throws {unknown} What `send`, `receive` and the middleware throw.
 */
export async function runEngine(call: PreparedCall, carrying: Carrying): Promise<Answered> {
  const { base, middleware, send } = carrying;
  const part = middleware.length === 0 ? undefined : await load("middleware", () => import("./adapt-middleware.js"));
  const watched = part?.watch(carrying);
  let outgoing: Outgoing | undefined;
  await engine.request(call.method, call.schemaPath, {
    // Also here: the engine sets it on a copy, and a property that a copy did not have costs as much as all else it does.
    method: call.method,
    baseUrl: base,
    params: { path: {}, ...call.params },
    pathSerializer: () => base + call.path,
    querySerializer: () => call.query,
    headers: call.headers,
    body: call.body,
    bodySerializer: (body: string) => body,
    Request: PlainRequest,
    // Sent below, when the engine's own part of the call is over and forgotten.
    fetch: async (request: Outgoing) => {
      outgoing = request;
      return emptyAnswer;
    },
    // None of Object.prototype's either.
    middleware: undefined,
    ...watched?.options,
  });
  return watched === undefined ? send(outgoing!) : watched.answered();
}

// What a URL parser leaves as it is, where there are no dot segments, which no path has.
const parsed = /^[\w!$%&()*+,./:;=?@~-]+$/;

/** As much of a Request as is sent. */
class PlainRequest implements Outgoing {
  readonly url: string;
  readonly method: string;
  readonly headers: Headers;
  readonly #body: string;

  constructor(url: string, init: { method: string; headers: Headers; body?: string }) {
    // As a parser writes it, which is how it travels.
    this.url = parsed.test(url) ? url : new URL(url).href;
    this.method = init.method;
    this.headers = init.headers;
    this.#body = init.body ?? "";
  }

  async text(): Promise<string> {
    return this.#body;
  }
}
