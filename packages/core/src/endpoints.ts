import type { Endpoint, EndpointHosts, EndpointName } from "./endpoint.js";

const support = { mail: "api@ml.ovh.net", subscribe: "api-subscribe@ml.ovh.net" };

const usual = {
  aliases: [],
  clockPath: "/auth/time",
  currentCredential: true,
  credentialList: true,
  support,
} satisfies Partial<Endpoint>;

const open = { ...usual, v2: true, oauth2: true, status: "open" } satisfies Partial<Endpoint>;

const closed = { ...usual, v2: false, oauth2: false, status: "closed" } satisfies Partial<Endpoint>;

function hostsAt(origin: string, tokenUrl?: string): EndpointHosts {
  return {
    baseUrl: `${origin}/1.0`,
    tokenUrl,
    createApp: `${origin}/createApp/`,
    createToken: `${origin}/createToken/`,
    console: `${origin}/console/`,
    documentation: `${origin}/`,
  };
}

// OVH's announcement for 2026: API hosts under ovhcloud.com, tokens and application pages on a host of their own.
function hostsOf2026(region: "eu" | "ca"): EndpointHosts {
  const authentication = `https://auth.${region}.ovhcloud.com`;
  return {
    ...hostsAt(`https://api.${region}.ovhcloud.com`, `${authentication}/oauth2/token`),
    createApp: `${authentication}/api/createApp`,
    createToken: `${authentication}/api/createToken`,
  };
}

/**
 * Every endpoint of OVH's API, with its hosts, pages and capabilities.
 *
 * @example
 * endpoints["ovh-eu"].hosts.released.baseUrl; // "https://eu.api.ovh.com/1.0"
 */
export const endpoints: Readonly<Record<EndpointName, Endpoint>> = {
  "ovh-eu": {
    ...open,
    name: "ovh-eu",
    hosts: {
      released: hostsAt("https://eu.api.ovh.com", "https://www.ovh.com/auth/oauth2/token"),
      "2026": hostsOf2026("eu"),
    },
  },
  "ovh-ca": {
    ...open,
    name: "ovh-ca",
    hosts: {
      released: hostsAt("https://ca.api.ovh.com", "https://ca.ovh.com/auth/oauth2/token"),
      "2026": hostsOf2026("ca"),
    },
  },
  "ovh-us": {
    ...open,
    name: "ovh-us",
    hosts: { released: hostsAt("https://api.us.ovhcloud.com", "https://us.ovhcloud.com/auth/oauth2/token") },
  },
  "soyoustart-eu": {
    ...closed,
    name: "soyoustart-eu",
    aliases: ["sys-eu"],
    hosts: { released: hostsAt("https://eu.api.soyoustart.com") },
  },
  "soyoustart-ca": {
    ...closed,
    name: "soyoustart-ca",
    aliases: ["sys-ca"],
    hosts: { released: hostsAt("https://ca.api.soyoustart.com") },
  },
  "kimsufi-eu": {
    ...closed,
    name: "kimsufi-eu",
    aliases: ["ks-eu"],
    hosts: { released: hostsAt("https://eu.api.kimsufi.com") },
  },
  "kimsufi-ca": {
    ...closed,
    name: "kimsufi-ca",
    aliases: ["ks-ca"],
    hosts: { released: hostsAt("https://ca.api.kimsufi.com") },
  },
  "runabove-ca": {
    ...closed,
    name: "runabove-ca",
    hosts: { released: { ...hostsAt("https://api.runabove.com"), createToken: undefined } },
    currentCredential: false,
    credentialList: false,
    status: "retired",
  },
};
