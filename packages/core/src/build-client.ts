import { readAnswer } from "./call/answer.js";
import type { Prove } from "./proof/proof.js";
import { createAuth } from "./auth/create-auth.js";
import { baseFor, readBaseUrl } from "./endpoints/base-url.js";
import type { PinnedClientOptions } from "./client-options.js";
import type { Client, HttpMethod } from "./client.js";
import { createClock } from "./proof/clock.js";
import { type Credentials, checkCredentials } from "./credentials/credentials.js";
import { withDeadline } from "./call/deadline.js";
import { runEngine } from "./call/engine.js";
import { OvhTimeoutError } from "./errors/timeout-error.js";
import { createLookup } from "./lookup.js";
import { createMiddlewareList } from "./call/middleware-list.js";
import type { Init, Operations, UntypedOperation } from "./operations.js";
import type { Platform } from "./platform.js";
import { prepareCall } from "./call/prepare.js";
import { explained, Problem } from "./problem.js";
import { hostsOf } from "./endpoints/resolve-endpoint.js";
import type { Result } from "./result.js";
import { askServerTime } from "./proof/server-time.js";
import { type Settings, settleFromOptions } from "./credentials/settings.js";
import { proveBySignature } from "./proof/signature.js";
import { signedFetch } from "./call/send.js";
import { readTimeout } from "./call/timeout.js";
import { readUnsigned } from "./call/unsigned.js";

type UntypedInit = Init<UntypedOperation>;

/**
 * Makes a client from its options, from the settings that the runtime found and from the platform's functions.
 *
 * Everything it keeps, it keeps in closures: no property of the client leads to a credential.
 */
export function buildClient<O extends Operations>(
  options: PinnedClientOptions,
  platform: Platform,
  settings: Settings = settleFromOptions(options),
): Client<O> {
  const { endpoint } = settings;
  const hosts = hostsOf(endpoint, options.hosts);
  const base = readBaseUrl(options.baseUrl ?? hosts.baseUrl, "baseUrl");
  const signedBase = options.signedUrl === undefined ? base : readBaseUrl(options.signedUrl, "signedUrl");
  const defaultTimeout = readTimeout(options.timeout ?? 180_000);
  const isUnsigned = readUnsigned(options.unsigned);
  const secrets = new Set<string>();
  const middleware = createMiddlewareList();
  const transport = options.fetch ?? platform.fetch;
  // Called without an object: a browser's own fetch refuses any other than the window.
  const network = { ...platform, fetch: async (url: string, init: RequestInit) => transport(url, init) };
  let credentials: Credentials = {};
  let prove: Prove | undefined;
  let identity: Record<string, string> = {};
  const clock = createClock(
    () => askServerTime(baseFor(base, endpoint.clockPath) + endpoint.clockPath, identity, network),
    network,
  );

  function use(next: Credentials): void {
    const { applicationKey, applicationSecret, consumerKey, clientId, clientSecret, accessToken } = next;
    credentials = next;
    for (const secret of [applicationSecret, consumerKey, clientSecret, accessToken]) if (secret) secrets.add(secret);
    identity = applicationKey === undefined ? {} : { "X-Ovh-Application": applicationKey };
    let byToken: Promise<Prove> | undefined;
    prove =
      applicationSecret && consumerKey
        ? proveBySignature(applicationSecret, consumerKey, clock)
        : clientId || accessToken
          ? async (request) => {
              byToken ??= import("./proof/token.js").then(({ proveByToken }) =>
                proveByToken({ ...next, base, tokenUrl: options.tokenUrl, usual: hosts.tokenUrl }, network, secrets),
              );
              return (await byToken)(request);
            }
          : undefined;
  }

  use(checkCredentials(settings.credentials, endpoint));

  async function send(method: HttpMethod, path: string, init: UntypedInit, unsigned: boolean, query?: string) {
    const call = { method, path };
    const prepared = await prepareCall(method, path, init, query);
    const signed = init.auth ?? !unsigned;
    if (signed && prove === undefined) {
      throw await explained(new Problem((is) => is.missingKeys(call, credentials.applicationKey !== undefined)));
    }
    const urls = { base: baseFor(base, prepared.path), signedBase: baseFor(signedBase, prepared.path) };
    const timeout = init.timeout === undefined ? defaultTimeout : readTimeout(init.timeout);
    const timeoutReason = () =>
      new OvhTimeoutError(`${method} ${path} was not answered within ${timeout} ms.`, { ...call, timeout });
    const sending = { call, identity, prove: signed ? prove : undefined, ...urls };
    return withDeadline({ signal: init.signal, timeout, timeoutReason }, platform, async (signal) => {
      const fetch = (request: Request) => signedFetch(request, { ...sending, signal }, network);
      const response = await runEngine({ ...prepared, base: urls.base, signal, middleware: middleware.list(), fetch });
      return readAnswer(response, call, secrets);
    });
  }

  const typed =
    (method: HttpMethod) =>
    async (path: string, init: UntypedInit = {}): Promise<Result<unknown>> =>
      send(method, path, init, isUnsigned(method, path));

  async function request(method: HttpMethod, path: string, init: UntypedInit = {}): Promise<Result<unknown>> {
    try {
      if (!methods.includes(method)) throw new Problem((is) => is.strangeMethod(methods));
      const { readFinishedPath } = await import("./call/finished-path.js");
      const finished = readFinishedPath(method, path, options.unsigned);
      return await send(
        method,
        finished.path,
        init,
        finished.unsigned || isUnsigned(method, finished.path),
        finished.query,
      );
    } catch (caught) {
      throw await explained(caught);
    }
  }

  const client = {
    ...Object.fromEntries(
      methods.flatMap((method) => [
        [method, typed(method)],
        [method.toLowerCase(), createLookup(typed(method))],
      ]),
    ),
    request,
    auth: createAuth({
      endpoint,
      hosts,
      platform,
      signedBase: (path) => baseFor(signedBase, path),
      request,
      credentials: () => credentials,
      use,
      iam: options.iam,
    }),
    use: middleware.use,
    eject: middleware.eject,
  };
  // One implementation stands behind every operation's type; the types are the pinned schema's word.
  return client as unknown as Client<O>;
}

const methods: readonly HttpMethod[] = ["GET", "POST", "PUT", "DELETE"];
