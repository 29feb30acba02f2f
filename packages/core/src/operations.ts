import type { RequestOptions } from "./client-options.js";
import type { HttpMethod } from "./http-method.js";

/** The operations of an endpoint: for each method an interface from path template to what the operation takes and answers. */
export interface Operations {
  GET: object;
  POST: object;
  PUT: object;
  DELETE: object;
  /** By the path of each list what is read of one of its things: the model, though the list answers ids. */
  LIST?: object;
}

/** An operation of which nothing is known. */
export interface UntypedOperation {
  params?: {
    path?: Readonly<Record<string, unknown>>;
    query?: Readonly<Record<string, unknown>> | URLSearchParams;
    header?: Readonly<Record<string, unknown>>;
  };
  body?: unknown;
  response: unknown;
}

/** The operations of an endpoint that is only known when the program runs: any path, answers of type unknown. */
export interface UntypedOperations extends Operations {
  GET: Record<string, UntypedOperation>;
  POST: Record<string, UntypedOperation>;
  PUT: Record<string, UntypedOperation>;
  DELETE: Record<string, UntypedOperation>;
  LIST: Record<string, unknown>;
}

/** What a call of operation `O` is given: its `params` and `body`, and the options of every call. */
export type Init<O> = Omit<O, "response"> & RequestOptions;

// Not distributive, and about one operation at a time: deciding it over the union of all operations, as openapi-fetch
// does, is what stops completion in an editor from about 500 paths on. `Given` is Init, written out: of an alias, a
// compiler's errors would tell what it was made of, the response among it.
/** The arguments after the path: none needed where nothing in {@link Init} is required. */
export type Args<
  O,
  Part extends keyof O = Exclude<keyof O, "response">,
  Given = { [Each in Part]: O[Each] } & RequestOptions,
> = {} extends Given ? [init?: Given] : [init: Given];

/** What operation `O` answers. */
export type Answer<O> = O extends { response: infer Response } ? Response : never;

/** The name of an operation of `O`: its method and path template, `"GET /me"`. */
export type OperationKey<O extends Operations> = {
  [M in HttpMethod]: `${M} ${keyof O[M] & string}`;
}[HttpMethod];

/** The operation of that name. */
type OperationOf<O extends Operations, K> = K extends `${infer M extends HttpMethod} ${infer P}`
  ? P extends keyof O[M]
    ? O[M][P]
    : never
  : never;

type PartOf<O, Part extends string> = Part extends keyof O ? NonNullable<O[Part]> : never;

/** What an operation answers: `ResponseOf<Operations, "GET /me">`. */
export type ResponseOf<O extends Operations, K extends OperationKey<O>> = Answer<OperationOf<O, K>>;

/** What is read of each list's things, by its path. */
export type Items<O extends Operations> = O extends { LIST: infer Lists } ? Lists : {};

/**
 * What is read of each thing that a list holds: `ItemOf<Operations, "GET /me/api/credential">` is a credential, though the
 * list answers ids. The ids where nothing more is known of them; never for what is no list.
 */
export type ItemOf<O extends Operations, K extends OperationKey<O>> = K extends `GET ${infer P extends keyof Items<O> &
  string}`
  ? Items<O>[P]
  : never;

/** The body that an operation takes; never where it takes none. */
export type BodyOf<O extends Operations, K extends OperationKey<O>> = PartOf<OperationOf<O, K>, "body">;

/** The parameters that an operation takes, by `path`, `query` and `header`; never where it takes none. */
export type ParamsOf<O extends Operations, K extends OperationKey<O>> = PartOf<OperationOf<O, K>, "params">;
