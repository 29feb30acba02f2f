import { readBaseUrl } from "./base-url.js";
import type { Endpoint } from "./endpoint.js";

/**
 * The root of an endpoint's other host, where a redirect leads from one of its hosts to the same path and query there.
 * (OVH moves its European and Canadian hosts in 2026.)
 *
 * @param location The redirect's header; it may be anything.
 */
export function otherRoot({ hosts }: Endpoint, url: string, location: string | null): string | undefined {
  const roots = Object.values(hosts).map(({ baseUrl }) => readBaseUrl(baseUrl, "baseUrl").root);
  const left = roots.find((root) => url.startsWith(`${root}/`));
  return left && roots.find((root) => root !== left && location === root + url.slice(left.length));
}
