import { applicationOf } from "./auth/authenticate.js";
import { callerOf, type Callers } from "./auth/caller.js";
import { type Catalogue, prefixOf } from "./catalogue/catalogue.js";
import { nameOf, type PinnedOperation } from "./catalogue/operation.js";
import { pathValues } from "./catalogue/path-tree.js";
import { readBody } from "./http/read-body.js";
import type { Received } from "./http/received.js";
import type { RequestLog } from "./http/request-log.js";
import { parseTarget, type Target } from "./http/target.js";
import { answer, reachedBy } from "./operations/answer.js";
import type { Call } from "./operations/call.js";
import type { Handlers } from "./operations/handlers.js";
import { asRefusal, authRefusal, classRefusal, Refusal, unknownUrl } from "./refusal.js";
import { methods } from "./schema/openapi.js";
import type { KeptCollection } from "./state/kept-collection.js";
import type { State } from "./state/state.js";

/** What the API is made of, once a sandbox listens. */
export interface ApiParts extends Callers {
  /** Whether consumer keys are allowed as they are requested. */
  readonly allowKeys: boolean;
  /** What answers in the sandbox's place. */
  readonly handlers: Handlers;
  /** What handlers are told of what is kept. */
  readonly state: State;
  /** The requests that were answered. */
  readonly requests: RequestLog;
  /** Whether `/v1` and `/v2` exist beside `/1.0`. */
  readonly hasVersions: boolean;
  /** The origin that signatures are checked against in place of the sandbox's own. */
  readonly publicOrigin: string | undefined;
  /** The sandbox's own origin. */
  readonly ownOrigin: () => string;
}

/** What a request is answered with: a status, and a body as JSON, where undefined is OVH's void. */
interface Answered {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

async function findOperation(parts: ApiParts, target: Target, method: string): Promise<PinnedOperation> {
  const served = target.oldName || parts.hasVersions;
  const operations = served ? await parts.catalogue.operations(target.version, target.segments) : undefined;
  if (!operations) throw unknownUrl();
  const known = methods.find((name) => name.toUpperCase() === method);
  const operation = known && operations.get(known);
  if (!operation) throw classRefusal(405, `The call does not answer to the ${method} HTTP method`);
  return operation;
}

async function collectionsOf(
  catalogue: Catalogue,
  lists: readonly string[],
): Promise<ReadonlyMap<string, KeptCollection | undefined>> {
  return new Map(await Promise.all(lists.map(async (list) => [list, await catalogue.collection(list)] as const)));
}

/** Answers a request to the API, and remembers it. */
export async function answerRequest(parts: ApiParts, received: Received): Promise<Answered> {
  let body: Uint8Array = Buffer.alloc(0);
  let answered: Answered;
  try {
    body = await readBody(received);
    answered = { status: 200, body: await answerTo(parts, received, body) };
  } catch (error) {
    answered = asRefusal(error);
  }
  parts.requests.add(received.method, received.target, body, answered.status);
  return answered;
}

/**
 * Answers one request to the API.
 *
 * @returns What goes into the body as JSON; undefined is OVH's void.
 * @throws {Refusal} For everything that is wrong with the request, in the order in which OVH notices.
 */
async function answerTo(parts: ApiParts, received: Received, bytes: Uint8Array): Promise<unknown> {
  const { method, header, remoteAddress } = received;
  const target = parseTarget(received.target);
  if (!target) throw unknownUrl();
  const operation = await findOperation(parts, target, method);
  const path = pathValues(operation.template, [...prefixOf(target.version), ...target.segments]);
  const signed = {
    method,
    url: (received.origin ?? parts.publicOrigin ?? parts.ownOrigin()) + received.target,
    rulePath: target.rulePath,
    body: bytes,
    remoteAddress,
    header,
  };
  const caller = await callerOf(parts, operation, signed, path);
  const parameters = operation.parameters({ path, query: target.query, header });
  const body = operation.body(bytes);
  const reached = await collectionsOf(parts.catalogue, reachedBy(operation));
  const call: Call = {
    account: parts.account,
    store: parts.store,
    tokens: parts.tokens,
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
  const handled = await handler({ params: parameters, body, state: parts.state, otherwise: () => answer(call) });
  if (handled instanceof Refusal) throw handled;
  const problem = operation.response.problemIn(handled);
  if (problem === undefined) return handled;
  throw classRefusal(
    500,
    `The handler of ${name} answers what does not fit: ${problem.path.join(".")} ${problem.says}`,
  );
}
