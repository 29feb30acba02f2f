import type { HttpMethod } from "../http-method.js";
import { load } from "../load.js";
import type { Init, UntypedOperation } from "../operations.js";
import { ownProperties } from "../own-properties.js";
import { writeJson } from "./json.js";
import { fillPath, writeQuery } from "./url.js";

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

/** What is known of a call's query before it is written. */
export interface QueryTarget {
  /** A query string that the path carried, without a question mark. */
  readonly query: string;
  /** The path parameter that stands for several values at once. */
  readonly several?: string | undefined;
  /** Whether a parameter is a date and not an instant. */
  isDay(name: string): boolean;
}

/**
 * Checks and writes the parts of a call.
 *
 * @param init Its own properties and no others.
 * @throws {TypeError} For anything that cannot be sent; so far nothing has been.
 */
export async function prepareCall(
  method: HttpMethod,
  schemaPath: string,
  init: Init<UntypedOperation>,
  { query, isDay, several }: QueryTarget,
): Promise<PreparedCall> {
  const { params: given = {}, headers, body } = init;
  const params = ownProperties(given);
  const path = fillPath(schemaPath, params.path, several);
  if (body !== undefined) refuseBody(method, schemaPath);
  const hasHeaders = headers !== undefined || params.header !== undefined;
  const part = hasHeaders ? await load("headers", () => import("./headers.js")) : undefined;
  return {
    method,
    schemaPath,
    path,
    query: [query, writeQuery(params.query, isDay)].filter(Boolean).join("&"),
    params,
    headers: part?.readHeaders(headers, params.header) ?? {},
    body: body === undefined ? undefined : writeJson(body, "body"),
  };
}

/**
 * Refuses a body where OVH does.
 *
 * @throws {TypeError} On GET and DELETE.
 */
export function refuseBody(method: string, path: string): void {
  if (method !== "GET" && method !== "DELETE") return;
  throw new TypeError(`${method} ${path} was given a body, which OVH refuses on ${method}.`);
}
