// A fetch over undici's own interface, in Node: it has what the runtime's fetch does not let anyone set.
import { OvhConfigError } from "../errors/config-error.js";
import type { Fetch } from "../fetch.js";
import type { Connecting, Pools } from "./pools.js";

/** What connections may be, as options. */
export interface ConnectionOptions {
  /** How many connections to an origin are open at once; further requests wait. 16 when left out. */
  connections?: number | undefined;
  /** Milliseconds that a connection may take to come about, its TLS included; 10,000 when left out. */
  connectTimeout?: number | undefined;
  /**
   * Milliseconds after which a connection that nobody uses is closed, 4,000 when left out. Where a server announces by
   * `Keep-Alive: timeout=` when it will, two seconds before: whoever closes first loses no request.
   */
  keepAliveTimeout?: number | undefined;
  /**
   * The URL of a proxy, for every host; `false` for none. When left out, what HTTPS_PROXY, HTTP_PROXY and NO_PROXY say as
   * the first request is sent.
   */
  proxy?: string | false | undefined;
}

/**
 * Makes a `fetch` for `createClient` over connections of its own, which the clients that it is given to share. It loads
 * undici, which the program has to install (major 7), with the first request.
 *
 * What it answers is as much of a Response as a client reads.
 *
 * @throws {OvhConfigError} For a number of connections or milliseconds below 1, and a proxy that is no URL.
 *
 * @example
 * const ovh = createClient({ fetch: pooledFetch({ connections: 8 }) });
 */
export function pooledFetch(options: ConnectionOptions = {}): Fetch {
  const { connections = 16, connectTimeout = 10_000, keepAliveTimeout = 4000, proxy } = options;
  if (!Number.isInteger(connections) || connections < 1)
    throw new OvhConfigError("connections is no whole number above 0.");
  for (const [name, value] of Object.entries({ connectTimeout, keepAliveTimeout })) {
    if (!(typeof value === "number" && value >= 1)) throw new OvhConfigError(`${name} is not a number above 0.`);
  }
  checkProxy(proxy, "proxy");
  const settings = { connections, connectTimeout, keepAliveTimeout, proxy };
  let pools: Promise<Pools> | undefined;
  const send: Fetch = async (url, init) => {
    pools ??= openPools(settings).catch((failure: unknown) => {
      // The next call tries again.
      pools = undefined;
      throw failure;
    });
    return (await pools).send(url, init);
  };
  return Object.assign(send, { takesLightSignal: true as const });
}

const proxyVariables = ["https_proxy", "HTTPS_PROXY", "http_proxy", "HTTP_PROXY"];

async function openPools(settings: Connecting): Promise<Pools> {
  let { proxy } = settings;
  if (proxy === undefined) {
    const named = proxyVariables.filter((name) => process.env[name]);
    for (const name of named) checkProxy(process.env[name], name);
    // Who has none need not be asked for it with every request.
    if (named.length === 0) proxy = false;
  }
  await checkVersion();
  const { createPools } = await import("./pools.js").catch((failure: unknown) => {
    const { code } = Object(failure) as { code?: unknown };
    throw new OvhConfigError(
      `undici could not be loaded (${String(code ?? "no code")}), without which pooledFetch sends nothing: npm install undici@7`,
    );
  });
  return createPools({ ...settings, proxy });
}

/** Refuses an undici that was never tried; in a bundle, where its version cannot be read, it is the bundler's choice. */
async function checkVersion(): Promise<void> {
  const { createRequire } = await import("node:module");
  let version: string;
  try {
    ({ version } = createRequire(import.meta.url)("undici/package.json") as { version: string });
  } catch {
    return;
  }
  if (version.startsWith("7.")) return;
  throw new OvhConfigError(`pooledFetch is made for undici 7; found ${version}: npm install undici@7`);
}

/** Refuses what is no proxy's URL; it is not quoted, as it may hold a password. */
function checkProxy(proxy: unknown, name: string): void {
  if (proxy === undefined || proxy === false) return;
  if (typeof proxy === "string" && URL.canParse(proxy) && /^https?:$/.test(new URL(proxy).protocol)) return;
  throw new OvhConfigError(`${name} is not the URL of a proxy: http://host:port or https://host:port is expected.`);
}
