/** The names of OVH's API endpoints. */
export type EndpointName =
  | "ovh-eu"
  | "ovh-ca"
  | "ovh-us"
  | "soyoustart-eu"
  | "soyoustart-ca"
  | "kimsufi-eu"
  | "kimsufi-ca"
  | "runabove-ca";

/** The short names that OVH's own SDKs accept too. */
export type EndpointAlias = "sys-eu" | "sys-ca" | "ks-eu" | "ks-ca";

/** Which generation of an endpoint's hosts: the released ones, or those that OVH moves ovh-eu and ovh-ca to in 2026. */
export type HostsName = "released" | "2026";

/** Where one generation of an endpoint lives. The host is part of every signature. */
export interface EndpointHosts {
  /** The base URL of version 1: origin and `/1.0`. */
  readonly baseUrl: string;
  /** Where OAuth2 access tokens come from; undefined where the endpoint has no OAuth2. */
  readonly tokenUrl: string | undefined;
  /** The page where a person registers an application (application key and secret). */
  readonly createApp: string;
  /** The page where a person makes all three keys at once, rights prefilled by query; undefined where there is none. */
  readonly createToken: string | undefined;
  /** The console, which is also the documentation of every operation. */
  readonly console: string;
  /** The start page of the endpoint's documentation: its host's root. */
  readonly documentation: string;
}

/** All that is known of one endpoint. */
export interface Endpoint {
  readonly name: EndpointName;
  readonly aliases: readonly EndpointAlias[];
  /** Its hosts, by generation. */
  readonly hosts: { readonly released: EndpointHosts; readonly "2026"?: EndpointHosts };
  /** Whether paths under `/v1` and `/v2` exist. */
  readonly v2: boolean;
  /** Whether OAuth2 clients and access tokens work. */
  readonly oauth2: boolean;
  /** The unsigned path that answers the server's unix seconds. */
  readonly clockPath: string;
  /** Whether `GET /auth/currentCredential` exists; where it does not, `GET /me` tells whether a key works. */
  readonly currentCredential: boolean;
  /** Whether the `/me/api/…` family (credentials, applications) exists. */
  readonly credentialList: boolean;
  /** `closed`: serves its customers, takes no new ones; `retired`: no longer served. */
  readonly status: "open" | "closed" | "retired";
  /** OVH's mailing list about the API: the address to write to, and the one to subscribe at. */
  readonly support: { readonly mail: string; readonly subscribe: string };
}
