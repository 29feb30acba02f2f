import type { AuthContext } from "./auth/auth.js";
import { createAuth } from "./auth/create-auth.js";
import { call, type CallContext, request } from "./call/call.js";
import { readHooks } from "./call/hooks.js";
import type { Limiter, LimitRule } from "./call/limiter.js";
import { readLimits } from "./call/limits.js";
import { checkMiddleware, type Middleware } from "./call/middleware.js";
import { createBudget } from "./call/retry.js";
import { readTables, readTarget, readTemplates } from "./call/tables.js";
import type { PinnedClientOptions } from "./client-options.js";
import type { Client } from "./client.js";
import { argumentSource, checkCredentials, type Credentials } from "./credentials/credentials.js";
import { endpointNamed, type Settings, settleFromOptions } from "./credentials/settings.js";
import { hostsOf, readBaseUrl } from "./endpoints/base-url.js";
import { createRoute } from "./endpoints/route.js";
import { OvhConfigError } from "./errors/config-error.js";
import { type HttpMethod, methods } from "./http-method.js";
import { createLists } from "./lists/create-lists.js";
import { later } from "./load.js";
import { createLookup } from "./lookup.js";
import type { Init, Operations, UntypedOperation, UntypedOperations } from "./operations.js";
import { ownProperties } from "./own-properties.js";
import { type Platform, warnOnce, webPlatform } from "./platform.js";
import { askServerTime, clockOf, createClock } from "./proof/clock.js";
import { applicationHeader, identify } from "./proof/identity.js";
import type { ProofContext } from "./proof/proof.js";
import { toData } from "./result.js";
import { createWaits } from "./wait/create-waits.js";

/**
 * Makes a client of one endpoint. Nothing is sent until it is called.
 *
 * Credentials are of one kind: an application key, its secret and a consumer key, or `clientId` and `clientSecret` of an
 * OAuth2 client, or an `accessToken`. They are optional: without them, or without a consumer key, unsigned operations
 * work, and a signed one rejects with an `OvhConfigError` before anything is sent.
 *
 * In Node what the arguments leave open is taken from the environment (`OVH_ENDPOINT`, `OVH_BASE_URL`, `OVH_APPLICATION_KEY`,
 * `OVH_APPLICATION_SECRET`, `OVH_CONSUMER_KEY`, `OVH_CLIENT_ID`, `OVH_CLIENT_SECRET`, `OVH_ACCESS_TOKEN`), and then from
 * `./ovh.conf`, `~/.ovh.conf` and `/etc/ovh.conf`, which are read at once. The highest place that names a kind of
 * credentials decides which it is; an application key is never combined with a secret of a lower place, nor with a consumer
 * key of one that does not name the same application.
 *
 * The packages named after an endpoint (`@ovh-typed/ovh-eu`, …) offer this function with their operations' types. With
 * the endpoint as a value, as here, calls are untyped: any path, answers of type `unknown`.
 *
 * @throws {OvhConfigError} For an unknown endpoint, half a pair or several kinds of credentials, OAuth2 where the endpoint
 *   has none, a configuration file that cannot be read, or a base URL that cannot be used.
 *
 * @example
 * const ovh = createClient({ endpoint: "ovh-eu", applicationKey, applicationSecret, consumerKey });
 * const { data, error } = await ovh.GET("/me");
 */
export function createClient<O extends Operations = UntypedOperations>(options: PinnedClientOptions = {}): Client<O> {
  return buildClient<O>(options, webPlatform, settleFromOptions(options, endpointNamed(options.endpoint)));
}

/**
 * Makes a client from its options, from the settings that the runtime found and from the platform's functions.
 *
 * Everything it keeps, it keeps in closures: no property of the client leads to a credential.
 */
export function buildClient<O extends Operations>(
  given: PinnedClientOptions,
  platform: Platform,
  settings: Settings,
): Client<O> {
  const options = ownProperties(given);
  const { endpoint, baseUrl, notes } = settings;
  const hosts = hostsOf(endpoint, options.hosts);
  const base = readBaseUrl(baseUrl?.value ?? hosts.baseUrl, baseUrl?.name ?? "baseUrl");
  const signedBase = options.signedUrl === undefined ? base : readBaseUrl(options.signedUrl, "signedUrl");
  const limits = readLimits(options);
  const transport = options.fetch ?? platform.fetch;
  if (typeof transport !== "function") throw new OvhConfigError("fetch is not a function.");
  // Called without an object: a browser's own fetch refuses any other than the window.
  const network: Platform = {
    ...platform,
    fetch: (url, init) => transport(url, init) as Promise<Response>,
    takesLightSignal: options.fetch?.takesLightSignal,
  };
  const credentials = checkCredentials(settings.credentials, endpoint, notes);
  const headers = applicationHeader(credentials);
  const route = createRoute(endpoint, base, signedBase);
  const { clockPath } = endpoint;
  const clock = clockOf(options.fetch ?? platform, route.to(clockPath).base + clockPath, () =>
    createClock((signal) => askServerTime(route, clockPath, headers, network, signal), network),
  );
  const tables = readTables(options.tables);
  const { integers } = options;
  if (integers !== undefined && integers !== "bigint") throw new OvhConfigError('integers has to be "bigint".');
  const shared: Shared = {
    endpoint,
    hosts,
    platform,
    limit: options.limit,
    calls: {
      ...tables,
      targetOf: readTemplates(tables),
      expanded: options.tables?.expanded,
      tasks: options.tasks,
      endpoint: endpoint.name,
      route,
      limits,
      integers,
      network,
      notes,
      budget: createBudget(),
      tellOf: readHooks(options.hooks, platform),
      warnOfRounding: warnOnce(platform),
    },
    proofs: { clock, base, tokenUrl: options.tokenUrl, usualTokenUrl: hosts.tokenUrl, network },
  };
  return clientOf<O>(shared, credentials, []);
}

/** What the clients of several consumer keys have in common. */
interface Shared extends Pick<AuthContext, "endpoint" | "hosts" | "platform"> {
  readonly limit: LimitRule | Limiter | undefined;
  readonly calls: Omit<CallContext, "identity" | "middleware" | "secrets" | "acquire">;
  readonly proofs: Omit<ProofContext, "secrets">;
}

function clientOf<O extends Operations>(
  shared: Shared,
  credentials: Credentials,
  // Replaced as a whole: a call keeps the list it began with.
  middleware: readonly Middleware[],
): Client<O> {
  const { endpoint, hosts, platform, limit } = shared;
  const { network } = shared.calls;
  const secrets = new Set<string>();
  const proofs = { ...shared.proofs, secrets };
  let identity = identify(credentials, proofs);
  const context: CallContext = {
    ...shared.calls,
    acquire:
      limit &&
      later("limits", () => import("./call/acquire.js"), { limit, network, identity: () => identity })("acquire"),
    secrets,
    identity: () => identity,
    middleware: () => middleware,
  };
  const requestUntyped = request.bind(undefined, context);
  const lists = createLists(context);
  const client = {
    ...callsOf((method, ...given) => call(context, method, ...given)),
    request: requestUntyped,
    unwrapped: {
      ...callsOf((method, ...given) => toData(call(context, method, ...given))),
      request: (...given: Parameters<typeof requestUntyped>) => toData(requestUntyped(...given)),
    },
    ...lists,
    ...createWaits<O>(context),
    auth: createAuth<O>({
      endpoint,
      hosts,
      platform,
      signedBase: (path) => context.route.to(path).signedBase,
      target: (method, path) => readTarget(context, method, path),
      request: requestUntyped,
      paginate: lists.paginate,
      credentials: () => identity.credentials,
      use: (credentials) => {
        identity = identify(credentials, proofs);
      },
    }),
    withConsumerKey: (consumerKey?: string) => {
      const source = argumentSource({ ...identity.credentials, consumerKey });
      return clientOf<O>(shared, checkCredentials(source, endpoint), middleware);
    },
    use: (...added: Middleware[]) => {
      added.forEach(checkMiddleware);
      middleware = [...middleware, ...added];
    },
    eject: (...removed: Middleware[]) => {
      middleware = middleware.filter((one) => !removed.includes(one));
    },
  };
  // One implementation stands behind every operation's type; the types are the pinned schema's word.
  return client as unknown as Client<O>;
}

/** A client's calls in both shapes, `GET(path)` and `get[path]()`, of what makes one of a method. */
function callsOf<R>(make: (method: HttpMethod, path: string, init?: Init<UntypedOperation>) => R): object {
  return Object.fromEntries(
    methods.flatMap((method) => {
      const of = (path: string, init?: Init<UntypedOperation>): R => make(method, path, init);
      return [
        [method, of],
        [method.toLowerCase(), createLookup(of)],
      ];
    }),
  );
}
