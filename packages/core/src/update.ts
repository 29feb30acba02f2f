import { type CallContext, request } from "./call/call.js";
import { kindOf } from "./call/text.js";
import type { RequestOptions } from "./client-options.js";
import type { OvhApiError } from "./errors/api-error.js";
import type { Init, Operations, UntypedOperation } from "./operations.js";
import { wholeNumber } from "./option-checks.js";
import { ownProperties } from "./own-properties.js";
import { unwrap } from "./result.js";

/** How a resource of v2 is changed; limits of time and size are of each request. */
export interface UpdateOptions extends RequestOptions {
  /** How often it is tried when somebody else is faster; 5 times when left out. */
  attempts?: number | undefined;
}

/** The paths of resources that a PUT changes by their checksum; any, where nothing is known of them. */
export type UpdatePath<O extends Operations> = keyof O["GET"] &
  { [P in keyof O["PUT"]]: "checksum" extends keyof Sent<O["PUT"][P]> ? P : never }[keyof O["PUT"]];

/** What a PUT sends. */
type Sent<Op> = Op extends { body: infer Body } ? Body : UntypedOperation extends Op ? Record<string, unknown> : never;

/** What a PUT sends, but for the checksum. */
export type Changed<Op> = Omit<Sent<Op>, "checksum">;

/** The arguments of `update` after the function. */
export type UpdateArgs<
  Op,
  Part extends keyof Op = Exclude<keyof Op, "response" | "body">,
  Given = { [Each in Part]: Op[Each] } & UpdateOptions,
> = {} extends Given ? [options?: Given] : [options: Given];

/**
 * Reads a resource of v2, and changes it unless somebody has changed it since; then all over again.
 *
 * @throws {OvhApiError} For what is refused, the last time too that somebody else was faster.
 */
export async function update(
  context: CallContext,
  path: string,
  change: (current: unknown) => unknown,
  given: Init<UntypedOperation> & UpdateOptions = {},
): Promise<unknown> {
  const { attempts = 5, ...init } = ownProperties(given);
  if (typeof change !== "function") throw new TypeError(`update takes a function; found ${kindOf(change)}.`);
  wholeNumber("attempts", attempts);
  for (let attempt = 1; ; attempt++) {
    const { path: values } = init.params ?? {};
    const current = await unwrap(
      request(context, "GET", path, { ...init, params: values === undefined ? {} : { path: values } }),
    );
    const { checksum } = Object(current) as { checksum?: unknown };
    if (typeof checksum !== "string") throw new TypeError(`What GET ${path} answered has no checksum to change it by.`);
    const next = await change(current);
    if (next === undefined) return current;
    const result = await request(context, "PUT", path, { ...init, body: { ...(next as object), checksum } });
    if (result.error === undefined) return result.data;
    if (attempt >= attempts || !isOld(result.error)) throw result.error;
  }
}

/** Whether a change was refused because there has been another. */
function isOld({ status, class: kind = "" }: OvhApiError): boolean {
  return status === 412 || (status === 409 && /::(?:ChecksumMismatch|InvalidChecksum)$/.test(kind));
}
