import type { Auth } from "./auth/auth.js";
import type { Middleware } from "./call/middleware.js";
import type { HttpMethod } from "./http-method.js";
import type { BatchArgs, BatchResult, IdOf, ListArgs, Listed, Listing, ListPath } from "./lists/lists.js";
import type { Answer, Args, Init, Items, Operations, UntypedOperation } from "./operations.js";
import type { DataPromise, Result } from "./result.js";
import type { Changed, UpdateArgs, UpdatePath } from "./update.js";
import type { Awaitable, ConditionArgs, GivenToWait, Wait, WaitForOptions, WaitHandle } from "./wait/wait.js";

/** The operations of one method as functions under their paths; mapped one to one, so that doc comments stay. */
export type OperationLookup<M> = {
  readonly [P in keyof M]: (...init: Args<M[P]>) => Promise<Result<Answer<M[P]>>>;
};

/** The operations of one method as functions that give data or throw. */
export type UnwrappedLookup<M> = {
  readonly [P in keyof M]: (...init: Args<M[P]>) => DataPromise<Answer<M[P]>>;
};

/** The calls of a client, each giving its data or throwing its error; everything else is the client's. */
export interface UnwrappedCalls<O extends Operations> {
  /** Calls a GET operation: `await ovh.unwrapped.GET("/me")`. */
  GET<P extends keyof O["GET"]>(path: P, ...init: Args<O["GET"][P]>): DataPromise<Answer<O["GET"][P]>>;
  /** Calls a POST operation; without a `body` none is sent. */
  POST<P extends keyof O["POST"]>(path: P, ...init: Args<O["POST"][P]>): DataPromise<Answer<O["POST"][P]>>;
  /** Calls a PUT operation; without a `body` none is sent. */
  PUT<P extends keyof O["PUT"]>(path: P, ...init: Args<O["PUT"][P]>): DataPromise<Answer<O["PUT"][P]>>;
  /** Calls a DELETE operation. */
  DELETE<P extends keyof O["DELETE"]>(path: P, ...init: Args<O["DELETE"][P]>): DataPromise<Answer<O["DELETE"][P]>>;
  /** The GET operations as functions, with their documentation in the editor. */
  readonly get: UnwrappedLookup<O["GET"]>;
  /** The POST operations as functions. */
  readonly post: UnwrappedLookup<O["POST"]>;
  /** The PUT operations as functions. */
  readonly put: UnwrappedLookup<O["PUT"]>;
  /** The DELETE operations as functions. */
  readonly delete: UnwrappedLookup<O["DELETE"]>;
  /** Calls an operation that the pinned schema lacks, untyped. */
  request(method: HttpMethod, path: string, init?: Init<UntypedOperation>): DataPromise<unknown>;
}

/**
 * A client of one endpoint, typed by its operations.
 *
 * Every call resolves to a {@link Result}. It rejects with a `TypeError` for an argument that cannot be sent, with an
 * `OvhConfigError`, `OvhNetworkError`, `OvhTimeoutError`, `OvhParseError` or `OvhProtocolError` for what their names
 * say, and with the signal's own reason when it was aborted.
 */
export interface Client<O extends Operations> {
  /** Calls a GET operation: `ovh.GET("/me")`. */
  GET<P extends keyof O["GET"]>(path: P, ...init: Args<O["GET"][P]>): Promise<Result<Answer<O["GET"][P]>>>;
  /** Calls a POST operation; without a `body` none is sent. */
  POST<P extends keyof O["POST"]>(path: P, ...init: Args<O["POST"][P]>): Promise<Result<Answer<O["POST"][P]>>>;
  /** Calls a PUT operation; without a `body` none is sent. */
  PUT<P extends keyof O["PUT"]>(path: P, ...init: Args<O["PUT"][P]>): Promise<Result<Answer<O["PUT"][P]>>>;
  /** Calls a DELETE operation. */
  DELETE<P extends keyof O["DELETE"]>(path: P, ...init: Args<O["DELETE"][P]>): Promise<Result<Answer<O["DELETE"][P]>>>;
  /** The GET operations as functions, with their documentation in the editor: `ovh.get["/me"]()`. */
  readonly get: OperationLookup<O["GET"]>;
  /** The POST operations as functions. */
  readonly post: OperationLookup<O["POST"]>;
  /** The PUT operations as functions. */
  readonly put: OperationLookup<O["PUT"]>;
  /** The DELETE operations as functions. */
  readonly delete: OperationLookup<O["DELETE"]>;
  /**
   * Calls an operation that the pinned schema lacks, untyped.
   *
   * @param path A path template with its `params`, or a finished path, which may carry a query string. A path under
   *   `/v1/` or `/v2/` replaces the version of the base URL.
   */
  request(method: HttpMethod, path: string, init?: Init<UntypedOperation>): Promise<Result<unknown>>;
  /**
   * The same calls for those who want exceptions: each gives its data, or throws what a result holds as its `error`.
   *
   * @example
   * const { unwrapped } = createClient();
   * const me = await unwrapped.GET("/me"); // throws an OvhApiError for an answer of 400 or above
   * const { data, response } = await unwrapped.GET("/me/bill").withResponse();
   */
  readonly unwrapped: UnwrappedCalls<O>;
  /**
   * Goes through a list, however long, by its items: what `GET` of the list's path and an id answers, typed. It takes the
   * best way that the endpoint lets it go (parts of the expanded list, several ids in one request, requests side by
   * side); with `items: false` it goes through the ids. Nothing is sent until the first item is asked for.
   *
   * Every failure is thrown; what is an `OvhError` tells by `itemsRead` how many items had come before.
   *
   * @example
   * for await (const credential of ovh.paginate("/me/api/credential", { query: { status: "validated" } })) {
   *   console.log(credential.applicationId, credential.lastUse);
   * }
   */
  paginate<P extends ListPath<O>, const Wanted extends boolean = true>(
    path: P,
    ...options: ListArgs<O, P, Wanted>
  ): Listing<Wanted extends false ? Listed<O, P> : Items<O>[P]>;
  /**
   * Reads several things at once, 50 in a request where the endpoint lets it.
   *
   * @param path What is read; its last parameter is what the ids stand for.
   * @param ids Each is asked for once.
   * @returns A result for each id, in their order: its data, or the error that OVH answered for it.
   *
   * @example
   * const bills = await ovh.batch("/me/bill/{billId}", ["FR1", "FR2"]);
   * for (const { id, data, error } of bills) console.log(id, error ? error.message : data.date);
   */
  batch<P extends keyof O["GET"], const Id extends IdOf<O["GET"][P], P>>(
    path: P,
    ids: readonly Id[],
    ...options: BatchArgs<O["GET"][P], P>
  ): Promise<BatchResult<Id, Answer<O["GET"][P]>>[]>;
  /**
   * Waits until what a call began is done: a task, which is read by `tasks` of the package's `/wait`, or a resource of v2.
   *
   * @param given The result of the call, or its data as it came; a copy does not tell where it came from.
   * @returns What was read last.
   * @throws {OvhTaskError} When it has failed, with what OVH says of it; `OvhTimeoutError` at the deadline.
   *
   * @example
   * import { tasks } from "@ovh-typed/ovh-eu/wait";
   * const ovh = createClient({ tasks });
   * await ovh.waitFor(ovh.POST("/vps/{serviceName}/reboot", { params: { path: { serviceName: "vps-1" } } }));
   */
  waitFor<T>(given: GivenToWait<T>, options?: WaitForOptions): Wait<T>;
  /**
   * Waits until what a path reads is as it should be.
   *
   * @param condition Given what was read, says whether that is so.
   * @returns What was read last.
   *
   * @example
   * const params = { path: { serviceName: "vps-1" } };
   * await ovh.waitFor("/vps/{serviceName}", { params }, (vps) => vps.state === "running");
   */
  waitFor<P extends keyof O["GET"]>(path: P, ...given: ConditionArgs<O["GET"][P]>): Wait<Answer<O["GET"][P]>>;
  /**
   * Goes on with a wait of another process.
   *
   * @param handle What its `handle()` gave, or the JSON of it.
   * @throws {TypeError} When it was changed, or a client with other credentials wrote it.
   */
  resumeWait(handle: WaitHandle | string, options?: WaitForOptions): Wait<unknown>;
  /**
   * Changes a resource of v2 unless somebody has changed it since it was read; then it is read again, and changed again.
   *
   * @param path One that takes a `checksum`.
   * @param change Given the resource, returns what becomes of it, without the checksum; undefined to leave it as it is.
   * @returns The resource as it is then.
   *
   * @example
   * const params = { path: { vrackServicesId: "vrs-1" } };
   * await ovh.update(
   *   "/v2/vrackServices/resource/{vrackServicesId}",
   *   ({ targetSpec }) => ({ targetSpec: { ...targetSpec, subnets: [] } }),
   *   { params },
   * );
   */
  update<P extends UpdatePath<O>>(
    path: P,
    change: (current: Answer<O["GET"][P]>) => Awaitable<Changed<O["PUT"][P]> | undefined>,
    ...options: UpdateArgs<O["PUT"][P]>
  ): Promise<Answer<O["PUT"][P]>>;
  /** Consumer keys, credentials and applications; loaded with the first call. */
  readonly auth: Auth<O>;
  /**
   * A client of the same application for another customer: it shares this one's clock and settings, and the middleware
   * that was added so far, and has a consumer key of its own. What is requested or ended there touches no other client.
   *
   * @param consumerKey The customer's key; without one the client can request it.
   * @throws {OvhConfigError} When the client has no application key and secret.
   *
   * @example
   * const customer = ovh.withConsumerKey(await keyOf(session));
   * const { data: me } = await customer.GET("/me");
   */
  withConsumerKey(consumerKey?: string): Client<O>;
  /** Adds middleware, for every call from now on. */
  use(...middleware: Middleware[]): void;
  /** Removes middleware that was added with `use`. */
  eject(...middleware: Middleware[]): void;
}
