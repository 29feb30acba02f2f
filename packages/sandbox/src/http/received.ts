import type { IncomingMessage } from "node:http";
import type { FaultRule } from "../faults/fault.js";

/** A request as it was sent, before anything was made of it. */
export interface Received {
  readonly method: string;
  /** Path and query, character by character. */
  readonly target: string;
  /** The origin that it was sent to, where that is known for sure: not over the wire. */
  readonly origin: string | undefined;
  readonly remoteAddress: string;
  readonly header: (name: string) => string | undefined;
  readonly body: AsyncIterable<Uint8Array>;
}

/** What a route sees beside the web request. */
export interface Bindings {
  Bindings: {
    readonly received: Received;
    /** The sandbox's clock, as it is for this request. */
    readonly now: () => number;
    /** What goes wrong with it, once it is carried out. */
    readonly fault: FaultRule | undefined;
  };
}

/** A request that came over the wire. */
export function overTheWire(incoming: IncomingMessage): Received {
  return {
    method: incoming.method ?? "",
    target: incoming.url ?? "",
    origin: undefined,
    remoteAddress: incoming.socket.remoteAddress ?? "",
    header: (name) => {
      const value = incoming.headers[name.toLowerCase()];
      return Array.isArray(value) ? value[0] : value;
    },
    body: hasBody(incoming) ? incoming : nothing,
  };
}

/** Whether a body follows (https://www.rfc-editor.org/rfc/rfc9112#section-6.3): reading one that is none takes time. */
function hasBody({ headers }: IncomingMessage): boolean {
  return headers["transfer-encoding"] !== undefined || (headers["content-length"] ?? "0") !== "0";
}

const nothing: AsyncIterable<Uint8Array> = {
  async *[Symbol.asyncIterator]() {},
};

/** A request of this process, which reaches the sandbox without a connection. */
export function inProcess(request: Request): Received {
  const { origin, pathname, search } = new URL(request.url);
  return {
    method: request.method,
    target: pathname + search,
    origin,
    remoteAddress: "127.0.0.1",
    header: (name) => request.headers.get(name) ?? undefined,
    body: request.body ?? nothing,
  };
}
