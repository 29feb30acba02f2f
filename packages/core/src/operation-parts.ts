import type { HttpMethod } from "./client.js";
import type { Answer, Operations } from "./operations.js";

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

/** The body that an operation takes; never where it takes none. */
export type BodyOf<O extends Operations, K extends OperationKey<O>> = PartOf<OperationOf<O, K>, "body">;

/** The parameters that an operation takes, by `path`, `query` and `header`; never where it takes none. */
export type ParamsOf<O extends Operations, K extends OperationKey<O>> = PartOf<OperationOf<O, K>, "params">;
