import { createRequire } from "node:module";
import { pipeline } from "node:stream";
import { createGunzip } from "node:zlib";
import { Agent, buildConnector, type Dispatcher, EnvHttpProxyAgent, ProxyAgent, request } from "undici";
import { OvhConfigError } from "../errors/config-error.js";
import type { Fetch, FetchInit } from "../fetch.js";
import { UndiciAnswer } from "./answer.js";

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

// What undici's own fetch adds, but for the encodings that are not read here.
const usualHeaders = { accept: "*/*", "accept-encoding": "gzip", "user-agent": "undici" };

/**
 * Opens nothing yet: a pool is made with the first request to its origin.
 *
 * @throws {OvhConfigError} For an undici of another major.
 */
export function createPools(settings: Connecting): Pools {
  checkVersion();
  const usual = dispatcherOf(settings);
  return {
    async send(url, init) {
      if (init.newConnection !== true) return answerOf(url, init, usual);
      const once = dispatcherOf({ ...settings, connections: 1 });
      const answer = await answerOf(url, init, once);
      // When the answer has been read, or at once where there was none.
      void once.close();
      return answer;
    },
  };
}

function dispatcherOf({ connections, connectTimeout: timeout, keepAliveTimeout, proxy }: Connecting): Dispatcher {
  const connect = buildConnector({ timeout });
  const options = {
    connections,
    keepAliveTimeout,
    // A client has limits of its own for these, and ends a request by its signal.
    headersTimeout: 0,
    bodyTimeout: 0,
    allowH2: false,
    proxyTls: { timeout },
    requestTls: { timeout },
    connect: ((given, callback) =>
      connect(given, (...[error, socket]: Parameters<buildConnector.Callback>) => {
        // Nothing can have been sent over a connection that did not come about.
        if (error === null) callback(null, socket);
        else callback(Object.assign(error, { sent: false }), null);
      })) as buildConnector.connector,
  };
  if (proxy === false) return new Agent(options);
  return proxy === undefined ? new EnvHttpProxyAgent(options) : new ProxyAgent({ ...options, uri: proxy });
}

async function answerOf(url: string, init: FetchInit, dispatcher: Dispatcher): Promise<UndiciAnswer> {
  const { method, headers, signal, body = null } = init;
  const {
    statusCode,
    headers: answered,
    body: sent,
  } = await request(url, {
    dispatcher,
    method: method as Dispatcher.HttpMethod,
    headers: { ...usualHeaders, ...headers },
    body,
    signal,
  });
  const isZipped = String(answered["content-encoding"]).toLowerCase() === "gzip";
  // What breaks one of the two ends the other; whoever reads hears of it.
  const plain = isZipped ? pipeline(sent, createGunzip(), () => undefined) : sent;
  return new UndiciAnswer(url, statusCode, answered, plain);
}

/** Refuses an undici that was never tried; in a bundle, where its version cannot be read, it is the bundler's choice. */
function checkVersion(): void {
  let version: string;
  try {
    ({ version } = createRequire(import.meta.url)("undici/package.json") as { version: string });
  } catch {
    return;
  }
  if (version.startsWith("7.")) return;
  throw new OvhConfigError(`pooledFetch is made for undici 7; found ${version}: npm install undici@7`);
}
