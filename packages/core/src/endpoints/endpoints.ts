import { OvhConfigError } from "../errors/config-error.js";
import type { Endpoint, EndpointAlias, EndpointHosts, EndpointName } from "./endpoint.js";

/** An endpoint at a host: open to new customers where it has a token URL, closed to them where not. */
function at(
  name: EndpointName,
  host: string,
  tokenUrl?: string,
  aliases: readonly EndpointAlias[] = [],
  moved?: EndpointHosts,
): Endpoint {
  const open = tokenUrl !== undefined;
  return {
    name,
    aliases,
    hosts: { released: hostsAt(host, tokenUrl), ...(moved && { "2026": moved }) },
    v2: open,
    oauth2: open,
    clockPath: "/auth/time",
    currentCredential: true,
    credentialList: true,
    status: open ? "open" : "closed",
    support: { mail: "api@ml.ovh.net", subscribe: "api-subscribe@ml.ovh.net" },
  };
}

function hostsAt(host: string, tokenUrl: string | undefined, pages: string = `https://${host}`, end: string = "/") {
  const origin = `https://${host}`;
  return {
    baseUrl: `${origin}/1.0`,
    tokenUrl,
    createApp: `${pages}/createApp${end}`,
    createToken: `${pages}/createToken${end}`,
    console: `${origin}/console/`,
    documentation: `${origin}/`,
  };
}

// OVH's announcement for 2026: API hosts under ovhcloud.com, tokens and application pages on a host of their own.
function hostsOf2026(region: string): EndpointHosts {
  const pages = `https://auth.${region}.ovhcloud.com`;
  return hostsAt(`api.${region}.ovhcloud.com`, `${pages}/oauth2/token`, `${pages}/api`, "");
}

function retired(endpoint: Endpoint): Endpoint {
  const released = { ...endpoint.hosts.released, createToken: undefined };
  return { ...endpoint, hosts: { released }, currentCredential: false, credentialList: false, status: "retired" };
}

// One by one, and marked as free of side effects, so that the bundle of a region's client has that region alone.
export const ovhEu: Endpoint = /* @__PURE__ */ at(
  "ovh-eu",
  "eu.api.ovh.com",
  "https://www.ovh.com/auth/oauth2/token",
  [],
  hostsOf2026("eu"),
);
export const ovhCa: Endpoint = /* @__PURE__ */ at(
  "ovh-ca",
  "ca.api.ovh.com",
  "https://ca.ovh.com/auth/oauth2/token",
  [],
  hostsOf2026("ca"),
);
export const ovhUs: Endpoint = /* @__PURE__ */ at(
  "ovh-us",
  "api.us.ovhcloud.com",
  "https://us.ovhcloud.com/auth/oauth2/token",
);
export const soyoustartEu: Endpoint = /* @__PURE__ */ at("soyoustart-eu", "eu.api.soyoustart.com", undefined, [
  "sys-eu",
]);
export const soyoustartCa: Endpoint = /* @__PURE__ */ at("soyoustart-ca", "ca.api.soyoustart.com", undefined, [
  "sys-ca",
]);
export const kimsufiEu: Endpoint = /* @__PURE__ */ at("kimsufi-eu", "eu.api.kimsufi.com", undefined, ["ks-eu"]);
export const kimsufiCa: Endpoint = /* @__PURE__ */ at("kimsufi-ca", "ca.api.kimsufi.com", undefined, ["ks-ca"]);
export const runaboveCa: Endpoint = /* @__PURE__ */ retired(at("runabove-ca", "api.runabove.com"));

/**
 * Every endpoint of OVH's API, with its hosts, pages and capabilities.
 *
 * @example
 * endpoints["ovh-eu"].hosts.released.baseUrl; // "https://eu.api.ovh.com/1.0"
 */
export const endpoints: Readonly<Record<EndpointName, Endpoint>> = {
  "ovh-eu": ovhEu,
  "ovh-ca": ovhCa,
  "ovh-us": ovhUs,
  "soyoustart-eu": soyoustartEu,
  "soyoustart-ca": soyoustartCa,
  "kimsufi-eu": kimsufiEu,
  "kimsufi-ca": kimsufiCa,
  "runabove-ca": runaboveCa,
};

/**
 * Finds an endpoint by its name or alias.
 *
 * @param name Such as `ovh-eu`, or an alias such as `sys-eu`.
 * @returns Its entry in {@link endpoints}.
 * @throws {OvhConfigError} When there is no such endpoint; the message lists the known ones.
 *
 * @example
 * resolveEndpoint("ks-eu").name; // "kimsufi-eu"
 */
export function resolveEndpoint(name: string): Endpoint {
  const all = Object.values(endpoints);
  const found = all.find((endpoint) => namesOf(endpoint).includes(name));
  if (found !== undefined) return found;
  const known = all.flatMap(namesOf).join(", ");
  throw new OvhConfigError(`There is no OVH endpoint ${JSON.stringify(name)}. Known endpoints: ${known}.`);
}

function namesOf({ name, aliases }: Endpoint): string[] {
  return [name, ...aliases];
}
