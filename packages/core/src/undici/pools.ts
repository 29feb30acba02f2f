import { Agent, type Dispatcher, EnvHttpProxyAgent, ProxyAgent } from "undici";
import type { Fetch } from "../fetch.js";
import { exchange } from "./exchange.js";

/** What connections are. */
export interface Connecting {
  readonly connections: number;
  /** In milliseconds. */
  readonly connectTimeout: number;
  readonly keepAliveTimeout: number;
  /** Its URL, `false` for none, undefined for what the environment says. */
  readonly proxy: string | false | undefined;
}

/** The connections of one `pooledFetch`. */
export interface Pools {
  readonly send: Fetch;
}

/** Opens nothing yet: a pool is made with the first request to its origin. */
export function createPools(settings: Connecting): Pools {
  const usual = dispatcherOf(settings);
  return {
    send: (url, init) => (init.newConnection === true ? sendAlone(settings, url, init) : exchange(usual, url, init)),
  };
}

/** Sends a request over a connection of its own. */
async function sendAlone(settings: Connecting, ...[url, init]: Parameters<Fetch>): ReturnType<Fetch> {
  const dispatcher = dispatcherOf({ ...settings, connections: 1 });
  try {
    return await exchange(dispatcher, url, init);
  } finally {
    // It ends when the answer has been read.
    void dispatcher.close();
  }
}

function dispatcherOf({ connections, connectTimeout, keepAliveTimeout, proxy }: Connecting): Dispatcher {
  const connecting = { timeout: connectTimeout };
  const options = {
    connections,
    keepAliveTimeout,
    connect: connecting,
    proxyTls: connecting,
    requestTls: connecting,
    // A client has limits of its own for these, and ends a request by its signal.
    headersTimeout: 0,
    bodyTimeout: 0,
    allowH2: false,
  };
  if (proxy === false) return new Agent(options);
  return proxy === undefined ? new EnvHttpProxyAgent(options) : new ProxyAgent({ ...options, uri: proxy });
}
