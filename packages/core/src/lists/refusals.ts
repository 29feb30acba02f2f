import type { CallContext } from "../call/call.js";
import type { Route } from "../endpoints/route.js";
import type { OvhApiError } from "../errors/api-error.js";

const refused = new WeakMap<Route, Set<string>>();

/** The undocumented ways that the endpoint did not let a client go, and those that share its settings: `pages /me/bill`. */
export function refusalsOf({ route }: Pick<CallContext, "route">): Set<string> {
  const known = refused.get(route) ?? new Set();
  refused.set(route, known);
  return known;
}

// About who asks, or when; or from what stands in front of the API.
const notTheRequest: ReadonlySet<number> = new Set([401, 408, 429, 460, 471, 502, 503, 504]);

/** Whether another request for the same may fare better. */
export function isRefusal({ status }: OvhApiError): boolean {
  return !notTheRequest.has(status);
}
