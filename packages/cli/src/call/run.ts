import { text } from "node:stream/consumers";
import { type HttpMethod, OvhApiError, unwrap } from "@ovh-typed/core";
import type { NamedValues } from "../arguments.js";
import { connectToCall } from "../connection/connect.js";
import type { ConnectionOptions } from "../connection/options.js";
import { readNamedFile } from "../read-file.js";
import { RefusedError } from "../refused-error.js";
import { similarPaths } from "./similar-paths.js";

/** The options of `call`. */
export interface CallOptions extends ConnectionOptions {
  readonly param?: NamedValues;
  readonly query?: NamedValues;
  readonly body?: string;
  readonly all?: boolean;
}

/** Makes one call and prints what it answers. */
export async function runCall(method: HttpMethod, path: string, body: unknown, options: CallOptions): Promise<void> {
  const { client, endpoint } = await connectToCall(options);
  const { param = {}, query = {} } = options;
  const result = await client.request(method, path, {
    params: { path: param, query },
    ...(body !== undefined && { body }),
  });
  if (OvhApiError.is(result.error) && result.error.status === 404) {
    const similar = await similarPaths(endpoint.name, method, path);
    if (similar.length > 0) {
      throw new RefusedError(`${result.error.message}\nDid you mean ${similar.join(" or ")}?`);
    }
  }
  const answer = await unwrap(result);
  // A void answer is nothing, which only a program needs to be told.
  if (answer === undefined && !options.json) return;
  console.log(JSON.stringify(answer ?? null, undefined, options.json ? undefined : 2));
}

/** Reads `--body`: JSON, `@file`, or `-` for standard input. Its text is never shown: it may hold a secret. */
export async function readBody(
  given: string | undefined,
): Promise<{ readonly value: unknown } | { readonly problem: string }> {
  if (given === undefined) return { value: undefined };
  const json =
    given === "-" ? await text(process.stdin) : given.startsWith("@") ? await readNamedFile(given.slice(1)) : given;
  try {
    return { value: JSON.parse(json) };
  } catch {
    return { problem: `is not JSON${given === "-" || given.startsWith("@") ? "" : " (a file is given as @file)"}.` };
  }
}
