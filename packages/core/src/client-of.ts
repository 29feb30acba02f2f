import type { Auth } from "./auth/auth.js";
import type { Middleware } from "./call/middleware.js";
import type { RequestOptions } from "./client-options.js";
import type { EndpointName } from "./endpoints/endpoint.js";
import type { HttpMethod } from "./http-method.js";
import type { Answer, Init, OperationKey, Operations, UntypedOperation, UntypedOperations } from "./operations.js";
import type { DataPromise, Result } from "./result.js";

/** The operations of a region's package, which say whose they are. */
export interface RegionOperations extends Operations {
  endpoint: EndpointName;
}

/**
 * A client of any of several regions, for the operations named: what takes one can be given the client of each of them.
 *
 * `O` are the `Operations` of the regions' packages. An answer is that of one of the regions; what is sent has to be what
 * all of them take. Where a region lacks an operation, the type is a sentence that says so.
 *
 * @example
 * import type { ClientOf, Operations as Eu } from "@ovh-typed/ovh-eu";
 * import type { Operations as Ca } from "@ovh-typed/ovh-ca";
 *
 * export async function nameOf(ovh: ClientOf<Eu | Ca, "GET /me" | "GET /domain/zone">) {
 *   return (await ovh.unwrapped.GET("/me")).firstname;
 * }
 */
export type ClientOf<O extends RegionOperations, K extends KeyOfAny<O>> = [Lacking<O, K>] extends [never]
  ? SharedClient<O, K>
  : Lacking<O, K>;

/** The operations that any of the regions has. */
type KeyOfAny<O extends RegionOperations> = O extends unknown ? OperationKey<O> : never;

/** A sentence for each operation that one of the regions lacks. */
type Lacking<O extends RegionOperations, K extends string> = O extends unknown
  ? K extends OperationKey<O>
    ? never
    : `${O["endpoint"]} has no ${K}`
  : never;

/** What {@link ClientOf} is where each region has all the operations. */
interface SharedClient<O extends RegionOperations, K extends string> extends SharedCalls<O, K, "result"> {
  /** The same calls for those who want exceptions. */
  readonly unwrapped: SharedCalls<O, K, "data">;
  /** Consumer keys, credentials and applications. */
  readonly auth: Pick<
    Auth<UntypedOperations>,
    "requestConsumerKey" | "waitForValidation" | "explain" | "logout" | "credentials" | "applications"
  >;
  /** A client of the same application for another customer. */
  withConsumerKey(consumerKey?: string): SharedClient<O, K>;
  /** Adds middleware, for every call from now on. */
  use(...middleware: Middleware[]): void;
  /** Removes middleware that was added with `use`. */
  eject(...middleware: Middleware[]): void;
}

interface SharedCalls<O extends RegionOperations, K, Kind extends "result" | "data"> {
  /** Calls a GET operation. */
  readonly GET: Overloads<O, "GET", K, Kind>;
  /** Calls a POST operation; without a `body` none is sent. */
  readonly POST: Overloads<O, "POST", K, Kind>;
  /** Calls a PUT operation; without a `body` none is sent. */
  readonly PUT: Overloads<O, "PUT", K, Kind>;
  /** Calls a DELETE operation. */
  readonly DELETE: Overloads<O, "DELETE", K, Kind>;
  /** Calls an operation that the pinned schemas lack, untyped. */
  request(
    method: HttpMethod,
    path: string,
    init?: Init<UntypedOperation>,
  ): Kind extends "result" ? Promise<Result<unknown>> : DataPromise<unknown>;
}

// An overload for each path: a call that is generic over some paths is no supertype of one that is over more of them.
type Overloads<O, M extends HttpMethod, K, Kind> = Intersection<
  K extends `${M} ${infer P}` ? SharedCall<P, OperationIn<O, M, P>, Kind> : never
>;

type SharedCall<P, Op, Kind> = (
  path: P,
  ...init: SharedArgs<Op>
) => Kind extends "result" ? Promise<Result<Answer<Op>>> : DataPromise<Answer<Op>>;

/** The operation of each region. */
type OperationIn<O, M extends HttpMethod, P> = O extends Operations ? (P extends keyof O[M] ? O[M][P] : never) : never;

/** The arguments after the path that each region takes. */
type SharedArgs<Op> = (Op extends unknown ? Taking<Op> : never) extends (given: infer Given) => void
  ? {} extends Given
    ? [init?: Given & RequestOptions]
    : [init: Given & RequestOptions]
  : never;

type Taking<Op, Part extends keyof Op = Exclude<keyof Op, "response">> = (given: { [Each in Part]: Op[Each] }) => void;

type Intersection<U> = (U extends unknown ? (each: U) => void : never) extends (all: infer All) => void ? All : never;
