import type { Endpoint, EndpointHosts, HostsName } from "./endpoint.js";
import { endpoints } from "./endpoints.js";
import { OvhConfigError } from "../errors/config-error.js";

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
  const found = all.find((endpoint) => [endpoint.name, ...endpoint.aliases].some((known) => known === name));
  if (found !== undefined) return found;
  const known = all.flatMap(({ name, aliases }) => [name, ...aliases]).join(", ");
  throw new OvhConfigError(`There is no OVH endpoint ${JSON.stringify(name)}. Known endpoints: ${known}.`);
}

/** The hosts of an endpoint, of the generation asked for. */
export function hostsOf(endpoint: Endpoint, generation: HostsName = "released"): EndpointHosts {
  const hosts = Object.hasOwn(endpoint.hosts, generation) ? endpoint.hosts[generation] : undefined;
  if (hosts !== undefined) return hosts;
  throw new OvhConfigError(`${endpoint.name} has no hosts called ${JSON.stringify(generation)}.`);
}
