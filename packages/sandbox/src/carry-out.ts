import { applicationOf, type Caller } from "./auth/authenticate.js";
import type { Callers } from "./auth/caller.js";
import { nameOf, type PinnedOperation } from "./catalogue/operation.js";
import type { RequestLog } from "./http/request-log.js";
import { type Target, valuesIn } from "./http/target.js";
import { type PagedList, pageOf } from "./lists/page.js";
import { pagingOf } from "./lists/paging.js";
import type { Walks } from "./lists/walks.js";
import { answer, reachedBy } from "./operations/answer.js";
import type { Call } from "./operations/call.js";
import type { Handlers } from "./operations/handlers.js";
import { authRefusal, classRefusal, Refusal } from "./refusal.js";
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
  /** The walks through lists that have begun. */
  readonly walks: Walks;
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
export interface Answered {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A request whose operation was found, and whose caller may call it. */
export interface Allowed {
  readonly operation: PinnedOperation;
  readonly target: Target;
  readonly header: (name: string) => string | undefined;
  readonly bytes: Uint8Array;
  readonly caller: Caller | undefined;
}

/**
 * Carries out a request: checks what it says, and answers, a list in parts where that is asked for.
 *
 * @throws {Refusal} For what does not fit, and what is not there.
 */
export async function carryOut(parts: ApiParts, allowed: Allowed): Promise<Answered> {
  const { operation, target, header } = allowed;
  const path = valuesIn(target, operation.template);
  const parameters = operation.parameters({ path, query: target.query, header });
  const body = operation.body(allowed.bytes);
  const isDocumented =
    target.version === "v2" || Object.keys(parameters.header).some((name) => /^x-pagination-/i.test(name));
  const paging = operation.method === "get" ? pagingOf(header, isDocumented) : undefined;
  const reached = new Map<string, KeptCollection | undefined>();
  for (const list of reachedBy(operation)) reached.set(list, await parts.catalogue.collection(list));
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
      if (!allowed.caller) throw authRefusal("INVALID_CREDENTIAL");
      return allowed.caller;
    },
    application: () => allowed.caller?.application ?? applicationOf(parts.account, header),
  };
  const answered = await handled(parts, call);
  const list = paging && Array.isArray(answered) ? await pagedList(parts, call, target, answered) : undefined;
  if (!paging || !list) return { status: 200, body: answered };
  const { items, headers } = pageOf(list, paging, parts.walks);
  return { status: 200, body: items, headers };
}

/** What the program's handler answers, else what the sandbox does. */
async function handled(parts: ApiParts, call: Call): Promise<unknown> {
  const { operation, parameters, body } = call;
  const name = nameOf(operation);
  const handler = parts.handlers.take(name);
  if (handler === undefined) return answer(call);
  // A copy, since what it does with it is its own affair.
  const otherwise = (): unknown => structuredClone(answer(call));
  const given = await handler({ params: parameters, body, state: parts.state, otherwise });
  if (given instanceof Refusal) throw given;
  const problem = operation.response.problemIn(given);
  if (problem === undefined) return given;
  throw classRefusal(
    500,
    `The handler of ${name} answers what does not fit: ${problem.path.join(".")} ${problem.says}`,
  );
}

/** A list whose items can be read; undefined for another one. */
async function pagedList(
  { catalogue }: ApiParts,
  call: Call,
  { rulePath, query }: Target,
  listed: readonly unknown[],
): Promise<PagedList | undefined> {
  const kept = call.operation.place.lists;
  const operation = kept && (await catalogue.operationsOf(kept.collection.item))?.get("get");
  if (!kept || !operation) return undefined;
  const { parameter } = kept.collection;
  const read = (id: unknown): unknown => {
    const path = { ...call.parameters.path, [parameter]: id };
    try {
      return answer({ ...call, operation, parameters: { path, query: {}, header: {} } });
    } catch (error) {
      if (error instanceof Refusal && error.status === 404) return undefined;
      throw error;
    }
  };
  return {
    path: `${rulePath}?${query}`,
    listed,
    read,
    knows: (name) => kept.knows(name),
    idOf: (one) => kept.idIn(one),
  };
}
