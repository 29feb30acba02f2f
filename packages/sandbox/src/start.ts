import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { createAdaptorServer } from "@hono/node-server";
import { type Endpoint, type Operations, OvhConfigError, type UntypedOperations } from "@ovh-typed/core";
import { initialAccount } from "./account/initial-account.js";
import { createApp } from "./app.js";
import { TokenEndpoint } from "./auth/oauth2.js";
import { Catalogue } from "./catalogue/catalogue.js";
import { decide } from "./consent/decide.js";
import { milliseconds } from "./duration.js";
import { Faults } from "./faults/faults.js";
import { callerWith, connectionOf } from "./faults/strike.js";
import { aborted } from "./http/aborted.js";
import { listen, stop } from "./http/listen.js";
import { inProcess, overTheWire } from "./http/received.js";
import { refusedPorts } from "./http/refused-ports.js";
import { RequestLog } from "./http/request-log.js";
import { isLoopback } from "./http/trusted-names.js";
import { Walks } from "./lists/walks.js";
import { type AnyHandler, Handlers } from "./operations/handlers.js";
import type { Sandbox, SandboxOptions } from "./options.js";
import { worldOf } from "./sampling/world.js";
import type { SchemaSource } from "./schema/source.js";
import { serve } from "./serve.js";
import { plant } from "./state/seed.js";
import { KeptState, type State } from "./state/state.js";
import { Store } from "./state/store.js";
import { webUrl } from "./web-url.js";

export interface StartOptions extends Omit<SandboxOptions, "endpoint"> {
  readonly source: SchemaSource;
  /** What the endpoint serves: `/v1` and `/v2` beside `/1.0`, OAuth2. */
  readonly endpoint: Pick<Endpoint, "name" | "v2" | "oauth2">;
}

/** In bytes, more than Node's own: what asks for too many ids at once is told so, by an answer. */
const maxHeaderSize = 262_144;

/** What a sandbox is called that listens nowhere: whoever calls it by a real fetch is told that the port is bad. */
const noServer = "http://localhost:1";

const isOfThisMachine = (host: string): boolean => isLoopback(host) || isLoopback(`[${host}]`);

function originOf(publicUrl: string): string {
  const url = webUrl(publicUrl);
  if (url) return url.origin;
  throw new OvhConfigError(
    `publicUrl is ${JSON.stringify(publicUrl)}, which is no http or https URL. Give an origin such as https://eu.api.ovh.com.`,
  );
}

function checkPort(port: number | false): void {
  if (port === false || !refusedPorts.has(port)) return;
  throw new OvhConfigError(
    `${port} is a port that fetch refuses to connect to, in browsers and in Node. Choose another, such as 8080.`,
  );
}

function checkHost(host: string, publicOrigin: string | undefined): void {
  if (isOfThisMachine(host) || publicOrigin !== undefined) return;
  throw new OvhConfigError(
    `host is ${JSON.stringify(host)}, which other machines may reach. Where that is meant, say as publicUrl (--public-url) by which name they do.`,
  );
}

/**
 * Starts a sandbox over any source of schemas.
 *
 * @throws {OvhConfigError} For a wrong `publicUrl`, for a `host` of other machines without one, and for a port that
 *   fetch refuses; an Error for a taken port.
 */
export async function startSandbox<O extends Operations = UntypedOperations>(
  options: StartOptions,
): Promise<Sandbox<O>> {
  const {
    source,
    endpoint,
    port = 0,
    host = "127.0.0.1",
    publicUrl,
    seed = {},
    allowKeys = false,
    now: given = Date.now,
  } = options;
  const publicOrigin = publicUrl === undefined ? undefined : originOf(publicUrl);
  checkPort(port);
  checkHost(host, publicOrigin);
  let advanced = 0;
  const now = (): number => given() + advanced;
  const { account, application, credential } = initialAccount(now(), endpoint.name);
  const tokens = endpoint.oauth2 ? new TokenEndpoint(endpoint.name) : undefined;
  const store = new Store();
  const catalogue = new Catalogue(source, worldOf(endpoint.name, now()));
  await plant(seed, catalogue, store);
  const state = new KeptState(catalogue, store, now);
  const restoreAccount = account.remember();
  const requests = new RequestLog(options.onRequest);
  const handlers = new Handlers();
  const walks = new Walks();
  const requireOperation = async (name: string): Promise<void> => {
    if (await catalogue.has(name)) return;
    throw new OvhConfigError(`${endpoint.name} has no operation ${JSON.stringify(name)}: give it as "GET /me".`);
  };
  let url = "";
  const faults = new Faults(catalogue);
  await faults.add(options.faults ?? []);
  const parts = {
    account,
    store,
    requests,
    handlers,
    state,
    walks,
    allowKeys,
    tokens,
    tokenHolder: { application, credential },
    catalogue,
    hasVersions: endpoint.v2,
    publicOrigin,
    ownOrigin: () => url,
    now,
  };
  const site = { app: createApp(parts, faults), faults, requests, now };
  const server = createAdaptorServer({
    serverOptions: { maxHeaderSize },
    fetch: (request, { incoming, outgoing }) =>
      serve(site, request, overTheWire(incoming as IncomingMessage), connectionOf(outgoing as ServerResponse)),
  }) as Server;
  const listened = port === false ? noServer : await listen(server, host, port);
  // Who is told another address calls it by its name.
  url = isOfThisMachine(host) ? listened : (publicOrigin ?? listened);
  const close = (): Promise<void> => stop(server);
  return {
    url,
    async fetch(input, init) {
      const request = new Request(input, init);
      const { signal } = request;
      signal.throwIfAborted();
      return Promise.race([serve(site, request, inProcess(request), callerWith(signal)), aborted(signal)]);
    },
    baseUrl: `${url}/1.0`,
    credentials: {
      applicationKey: application.applicationKey,
      applicationSecret: application.applicationSecret,
      consumerKey: credential.consumerKey,
    },
    oauth2Client: tokens?.client,
    // The types are those of the region that the program gives; the paths are checked when they are used.
    state: state as State<O>,
    seed: (more) => plant(more, catalogue, store),
    async on(operation, handler) {
      await requireOperation(operation);
      // What it is told was checked by the schema that its types are of.
      handlers.on(operation, handler as AnyHandler);
    },
    async once(operation, handler) {
      await requireOperation(operation);
      handlers.once(operation, handler as AnyHandler);
    },
    async reset() {
      advanced = 0;
      handlers.clear();
      requests.clear();
      walks.clear();
      tokens?.clear();
      restoreAccount();
      store.clear();
      faults.clear();
      await plant(seed, catalogue, store);
      await faults.add(options.faults ?? []);
    },
    get requests() {
      return requests.all;
    },
    faults: {
      add: (rules) => faults.add(rules),
      clear: () => faults.clear(),
      get rules() {
        return faults.rules;
      },
    },
    get ledger() {
      return requests.ledger;
    },
    get mails() {
      return store.mails;
    },
    advance(duration) {
      advanced += milliseconds(duration);
    },
    allow: (validationUrl) => decide(account, validationUrl, "validated"),
    refuse: (validationUrl) => decide(account, validationUrl, "refused"),
    close,
    [Symbol.asyncDispose]: close,
  };
}
