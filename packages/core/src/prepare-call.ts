import { writeBody } from "./body.js";
import type { HttpMethod } from "./client.js";
import { readHeaders } from "./headers.js";
import type { Init, UntypedOperation } from "./operations.js";
import { fillPath } from "./path.js";
import { joinQuery } from "./query.js";

/** A call whose every part has been checked and written as it will be sent. */
export interface PreparedCall {
  readonly method: HttpMethod;
  /** The path as the program wrote it. */
  readonly schemaPath: string;
  /** The path with its parameters filled in. */
  readonly path: string;
  /** The query without a question mark. */
  readonly query: string;
  readonly params: NonNullable<UntypedOperation["params"]>;
  readonly headers: Readonly<Record<string, string>>;
  /** The text of the body; undefined for none. */
  readonly body: string | undefined;
}

/**
 * Checks and writes the parts of a call.
 *
 * @param query A query string that the path carried; `""` for none.
 * @throws {TypeError} For anything that cannot be sent; so far nothing has been.
 */
export function prepareCall(
  method: HttpMethod,
  schemaPath: string,
  query: string,
  init: Init<UntypedOperation>,
): PreparedCall {
  const { params = {}, headers, body } = init;
  const path = fillPath(schemaPath, params.path);
  if (body !== undefined && (method === "GET" || method === "DELETE")) {
    throw new TypeError(`${method} ${schemaPath} was given a body, which OVH refuses on ${method}.`);
  }
  return {
    method,
    schemaPath,
    path,
    query: joinQuery(query, params.query),
    params,
    headers: readHeaders(headers, params.header),
    body: body === undefined ? undefined : writeBody(body),
  };
}
