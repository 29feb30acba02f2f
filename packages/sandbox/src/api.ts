import type { IncomingMessage } from "node:http";
import type { Account } from "./account/account.js";
import { applicationOf, authenticate, type Caller } from "./auth/authenticate.js";
import { bearerOf, type TokenEndpoint } from "./auth/oauth2.js";
import { type Catalogue, prefixOf } from "./catalogue/catalogue.js";
import { nameOf, type PinnedOperation } from "./catalogue/operation.js";
import { pathValues } from "./catalogue/path-tree.js";
import { readBody } from "./http/read-body.js";
import type { RequestLog } from "./http/request-log.js";
import { parseTarget, type Target } from "./http/target.js";
import { answer, reachedBy } from "./operations/answer.js";
import type { Call } from "./operations/call.js";
import type { Handlers } from "./operations/handlers.js";
import { asRefusal, authRefusal, classRefusal, Refusal, unknownUrl } from "./refusal.js";
import { methods } from "./schema/openapi.js";
import type { KeptCollection } from "./state/kept-collection.js";
import type { Store } from "./state/store.js";

/** What the API is made of, once a sandbox listens. */
export interface ApiParts {
  readonly account: Account;
  /** What is kept of everything else. */
  readonly store: Store;
  /** Whether consumer keys are allowed as they are requested. */
  readonly allowKeys: boolean;
  /** What answers in the sandbox's place. */
  readonly handlers: Handlers;
  /** The requests that were answered. */
  readonly requests: RequestLog;
  /** Undefined where the endpoint has no OAuth2. */
  readonly tokens: TokenEndpoint | undefined;
  /** Who a token stands for. */
  readonly tokenHolder: Caller;
  readonly catalogue: Catalogue;
  /** Whether `/v1` and `/v2` exist beside `/1.0`. */
  readonly hasVersions: boolean;
  /** The origin that signatures are checked against in place of the sandbox's own. */
  readonly publicOrigin: string | undefined;
  /** The sandbox's own origin. */
  readonly ownOrigin: () => string;
  readonly now: () => number;
}

/** What a request is answered with: a status, and a body as JSON, where undefined is OVH's void. */
interface Answered {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

type Header = (name: string) => string | undefined;

const headerOf =
  (incoming: IncomingMessage): Header =>
  (name) =>
    [incoming.headers[name.toLowerCase()]].flat()[0];

async function findOperation(parts: ApiParts, target: Target, method: string): Promise<PinnedOperation> {
  const served = target.oldName || parts.hasVersions;
  const operations = served ? await parts.catalogue.operations(target.version, target.segments) : undefined;
  if (!operations) throw unknownUrl();
  const known = methods.find((name) => name.toUpperCase() === method);
  const operation = known && operations.get(known);
  if (!operation) throw classRefusal(405, `The call does not answer to the ${method} HTTP method`);
  return operation;
}

/** The caller of a signed call; none when nothing needs to be signed and nothing is. */
function callerOf(
  parts: ApiParts,
  operation: PinnedOperation,
  request: Parameters<typeof authenticate>[1],
): Caller | undefined {
  const token = parts.tokens && bearerOf(request.header("authorization"));
  if (parts.tokens && token !== undefined) {
    parts.tokens.check(token, parts.now());
    return parts.tokenHolder;
  }
  const signed = request.header("x-ovh-signature") !== undefined;
  if (!operation.authenticated && !signed) return undefined;
  return authenticate(parts.account, request, parts.now());
}

async function collectionsOf(
  catalogue: Catalogue,
  lists: readonly string[],
): Promise<ReadonlyMap<string, KeptCollection | undefined>> {
  return new Map(await Promise.all(lists.map(async (list) => [list, await catalogue.collection(list)] as const)));
}

/** Answers a request to the API, and remembers it. */
export async function answerRequest(parts: ApiParts, incoming: IncomingMessage): Promise<Answered> {
  const { url = "", method = "" } = incoming;
  let body: Uint8Array = Buffer.alloc(0);
  let answered: Answered;
  try {
    body = await readBody(incoming);
    answered = { status: 200, body: await answerTo(parts, incoming, body) };
  } catch (error) {
    answered = asRefusal(error);
  }
  parts.requests.add(method, url, body, answered.status);
  return answered;
}

/**
 * Answers one request to the API.
 *
 * @returns What goes into the body as JSON; undefined is OVH's void.
 * @throws {Refusal} For everything that is wrong with the request, in the order in which OVH notices.
 */
async function answerTo(parts: ApiParts, incoming: IncomingMessage, bytes: Uint8Array): Promise<unknown> {
  const { url = "", method = "" } = incoming;
  const header = headerOf(incoming);
  const target = parseTarget(url);
  if (!target) throw unknownUrl();
  const operation = await findOperation(parts, target, method);
  const caller = callerOf(parts, operation, {
    method,
    url: (parts.publicOrigin ?? parts.ownOrigin()) + url,
    rulePath: target.rulePath,
    body: bytes,
    remoteAddress: incoming.socket.remoteAddress ?? "",
    header,
  });
  const path = pathValues(operation.template, [...prefixOf(target.version), ...target.segments]);
  const parameters = operation.parameters({ path, query: target.query, header });
  const body = operation.body(bytes);
  const reached = await collectionsOf(parts.catalogue, reachedBy(operation));
  const call: Call = {
    account: parts.account,
    store: parts.store,
    allowKeys: parts.allowKeys,
    operation,
    collectionOf: (list) => operation.place.collectionOf(list) ?? reached.get(list),
    parameters,
    body,
    now: parts.now(),
    pages: parts.ownOrigin(),
    caller: () => {
      if (!caller) throw authRefusal("INVALID_CREDENTIAL");
      return caller;
    },
    application: () => caller?.application ?? applicationOf(parts.account, header),
  };
  const name = nameOf(operation);
  const handler = parts.handlers.take(name);
  if (handler === undefined) return answer(call);
  const handled = await handler({ params: parameters, body, otherwise: () => answer(call) });
  if (handled instanceof Refusal) throw handled;
  const problem = operation.response.problemIn(handled);
  if (problem === undefined) return handled;
  throw classRefusal(
    500,
    `The handler of ${name} answers what does not fit: ${problem.path.join(".")} ${problem.says}`,
  );
}
