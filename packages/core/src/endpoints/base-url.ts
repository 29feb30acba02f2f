import { OvhConfigError } from "../errors/config-error.js";
import type { Endpoint, EndpointHosts, HostsName } from "./endpoint.js";

/** A base URL: the part that every version shares, and the version that plain paths belong to. */
export interface BaseUrl {
  /** Origin and path up to the version, without a trailing slash: `https://eu.api.ovh.com`. */
  readonly root: string;
  /** What stands between the root and a plain path: `/1.0`, or nothing. */
  readonly version: string;
}

/** The options, and in Node the variables, that hold a URL. */
export type UrlName = "baseUrl" | "signedUrl" | "tokenUrl" | "OVH_BASE_URL" | "OVH_ENDPOINT" | "OVH_END_POINT";

/** The hosts that requests do not leave the computer for. */
export const loopback: RegExp = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/**
 * Checks a base URL.
 *
 * @param name What it was given as, for the error: `baseUrl`.
 * @throws {OvhConfigError} When it is no http(s) URL, has credentials, a query or a fragment, or when it is http on
 *   another host than loopback: the signature would travel in the open.
 */
export function readBaseUrl(text: string, name: UrlName): BaseUrl {
  const url = /^https?:[^?#@]*$/i.test(text) ? parseUrl(text) : undefined;
  const open = name !== "signedUrl" && url?.protocol === "http:" && !loopback.test(url.hostname);
  if (url === undefined || open) {
    throw new OvhConfigError(
      `${name} has to be an absolute URL such as https://eu.api.ovh.com/1.0 (http on loopback only), no user, query or fragment.`,
    );
  }
  const base = url.href.replace(/\/+$/, "");
  const version = /\/(?:1\.0|v1|v2)$/.exec(base)?.[0] ?? "";
  return { root: base.slice(0, base.length - version.length), version };
}

function parseUrl(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}

/** What a path comes after: one under `/v1/` or `/v2/` replaces the base's version, as in all of OVH's SDKs. */
export function baseFor(base: BaseUrl, path: string): string {
  return /^\/v[12]\//.test(path) ? base.root : base.root + base.version;
}

/** The hosts of an endpoint, of the generation asked for. */
export function hostsOf(endpoint: Endpoint, generation: HostsName = "released"): EndpointHosts {
  const hosts = Object.hasOwn(endpoint.hosts, generation) ? endpoint.hosts[generation] : undefined;
  if (hosts !== undefined) return hosts;
  throw new OvhConfigError(`${endpoint.name} has no hosts called ${JSON.stringify(generation)}.`);
}
