import { baseFor, readBaseUrl } from "./base-url.js";
import { readAnswer } from "./answer.js";
import type { PinnedClientOptions } from "./client-options.js";
import type { Client, HttpMethod } from "./client.js";
import { createClock } from "./clock.js";
import { argumentSource, resolveCredentials } from "./credentials.js";
import { withDeadline } from "./deadline.js";
import { runEngine } from "./engine.js";
import type { EnvironmentSettings } from "./environment.js";
import { OvhConfigError } from "./errors/config-error.js";
import { OvhTimeoutError } from "./errors/timeout-error.js";
import { createLookup } from "./lookup.js";
import { createMiddlewareList } from "./middleware-list.js";
import type { Init, Operations, UntypedOperation } from "./operations.js";
import type { Platform } from "./platform.js";
import { prepareCall } from "./prepare-call.js";
import { splitQuery } from "./query.js";
import { createRedact } from "./redact.js";
import { hostsOf, resolveEndpoint } from "./resolve-endpoint.js";
import type { Result } from "./result.js";
import { askServerTime } from "./server-time.js";
import { signedFetch } from "./signed-fetch.js";
import { signingKeys } from "./signing-keys.js";
import { readTimeout } from "./timeout.js";
import { readUnsigned } from "./unsigned.js";

type UntypedInit = Init<UntypedOperation>;

/**
 * Makes a client from its options, from what the environment says and from the platform's functions.
 *
 * Everything it keeps, it keeps in closures: no property of the client leads to a credential.
 */
export function buildClient<O extends Operations>(
  options: PinnedClientOptions,
  platform: Platform,
  environment?: EnvironmentSettings,
): Client<O> {
  const endpoint = resolveEndpoint(options.endpoint ?? environment?.endpoint ?? missingEndpoint());
  const base = readBaseUrl(options.baseUrl ?? hostsOf(endpoint, options.hosts).baseUrl, "baseUrl");
  const signedBase = options.signedUrl === undefined ? base : readBaseUrl(options.signedUrl, "signedUrl");
  const { applicationKey, applicationSecret, consumerKey } = options;
  const credentials = resolveCredentials([
    argumentSource({ applicationKey, applicationSecret, consumerKey }),
    ...(environment === undefined ? [] : [environment.credentials]),
  ]);
  const defaultTimeout = readTimeout(options.timeout ?? 180_000);
  const unsigned = readUnsigned(options.unsigned);
  const redact = createRedact([credentials.applicationSecret, credentials.consumerKey]);
  const middleware = createMiddlewareList();
  const transport = options.fetch ?? platform.fetch;
  // Called without an object: a browser's own fetch refuses any other than the window.
  const network = { ...platform, fetch: (url: string, init: RequestInit) => transport(url, init) };
  const identity: Record<string, string> =
    credentials.applicationKey === undefined ? {} : { "X-Ovh-Application": credentials.applicationKey };
  const clock = createClock(
    () => askServerTime(baseFor(base, endpoint.clockPath) + endpoint.clockPath, identity, network),
    network,
  );

  async function send(method: HttpMethod, path: string, query: string, signed: boolean, init: UntypedInit) {
    const call = { method, path };
    const prepared = prepareCall(method, path, query, init);
    const keys = signed ? signingKeys(credentials, call) : undefined;
    const urls = { base: baseFor(base, prepared.path), signedBase: baseFor(signedBase, prepared.path) };
    const timeout = init.timeout === undefined ? defaultTimeout : readTimeout(init.timeout);
    const timeoutReason = () =>
      new OvhTimeoutError(`${method} ${path} was not answered within ${timeout} ms.`, { ...call, timeout });
    return withDeadline({ signal: init.signal, timeout, timeoutReason }, platform, async (signal) => {
      const sending = { call, keys, applicationKey: credentials.applicationKey, signal, ...urls };
      const fetch = (request: Request) => signedFetch(request, sending, clock, network);
      const response = await runEngine({ ...prepared, base: urls.base, signal, middleware: middleware.list(), fetch });
      return readAnswer(response, call, redact);
    });
  }

  const typed =
    (method: HttpMethod) =>
    async (path: string, init: UntypedInit = {}): Promise<Result<unknown>> =>
      send(method, path, "", init.auth ?? !unsigned.has(method, path), init);

  async function request(method: HttpMethod, path: string, init: UntypedInit = {}): Promise<Result<unknown>> {
    if (!methods.has(method)) throw new TypeError(`The method has to be one of ${[...methods].join(", ")}.`);
    const [bare, query] = splitQuery(path);
    const isUnsigned = bare.includes("{") ? unsigned.has(method, bare) : unsigned.matches(method, bare);
    return send(method, bare, query, init.auth ?? !isUnsigned, init);
  }

  const client = {
    GET: typed("GET"),
    POST: typed("POST"),
    PUT: typed("PUT"),
    DELETE: typed("DELETE"),
    get: createLookup(typed("GET")),
    post: createLookup(typed("POST")),
    put: createLookup(typed("PUT")),
    delete: createLookup(typed("DELETE")),
    request,
    use: middleware.use,
    eject: middleware.eject,
  };
  // One implementation stands behind every operation's type; the types are the pinned schema's word.
  return client as unknown as Client<O>;
}

const methods: ReadonlySet<string> = new Set(["GET", "POST", "PUT", "DELETE"] satisfies HttpMethod[]);

function missingEndpoint(): never {
  throw new OvhConfigError(
    'No endpoint was given: pass one, such as { endpoint: "ovh-eu" }, or in Node set OVH_ENDPOINT.',
  );
}
