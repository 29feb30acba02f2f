import type { Hooks } from "./call/hooks.js";
import type { Limiter, LimitRule } from "./call/limiter.js";
import type { LimitOptions } from "./call/limits.js";
import type { EndpointAlias, EndpointName, HostsName } from "./endpoints/endpoint.js";
import type { Fetch } from "./fetch.js";

/** What a region package's `createClient` takes: everything but the endpoint, which it knows. */
export interface RegionClientOptions extends LimitOptions {
  /** Which generation of the endpoint's hosts to use; `"released"` when left out. */
  hosts?: HostsName | undefined;
  /**
   * Origin and base path of version 1, in place of the endpoint's (`OVH_BASE_URL` in Node, or an `OVH_ENDPOINT` that is a
   * URL); http is accepted on loopback only.
   */
  baseUrl?: string | undefined;
  /** Origin and base path that signatures are made for, when requests go through another, such as a proxy. */
  signedUrl?: string | undefined;
  /** The key of a registered application (`OVH_APPLICATION_KEY` in Node). */
  applicationKey?: string | undefined;
  /** The secret of the application; never sent (`OVH_APPLICATION_SECRET` in Node). */
  applicationSecret?: string | undefined;
  /** A validated consumer key, without which only unsigned calls work (`OVH_CONSUMER_KEY` in Node). */
  consumerKey?: string | undefined;
  /** The id of an OAuth2 client, a service account (`OVH_CLIENT_ID` in Node); ovh-eu, ovh-ca and ovh-us only. */
  clientId?: string | undefined;
  /** Its secret; sent to the token endpoint alone (`OVH_CLIENT_SECRET` in Node). */
  clientSecret?: string | undefined;
  /** A ready OAuth2 access token (`OVH_ACCESS_TOKEN` in Node). */
  accessToken?: string | undefined;
  /** Where OAuth2 access tokens come from, in place of the endpoint's; http is accepted on loopback only. */
  tokenUrl?: string | undefined;
  /**
   * In Node, the one file to look for credentials in, in place of `./ovh.conf`, `~/.ovh.conf` and `/etc/ovh.conf`;
   * elsewhere it is not read.
   */
  configFile?: string | undefined;
  /**
   * In Node, the account to act for, of several in one file (`OVH_PROFILE`): `work` stands for the section
   * `[ovh-eu:work]`, and nothing else. Credentials are then those of that section, but for what is given here; the
   * environment's are not looked at. (`OVH_PROFILE` does not count where an application, a client or a token is given.)
   */
  profile?: string | undefined;
  /** Used for every request, the clock's included; `globalThis.fetch` when left out. */
  fetch?: Fetch | undefined;
  /**
   * How many requests are sent, of each consumer key: `{ requests: 60, interval: 60_000, concurrency: 5 }`, or a limiter
   * that several processes share. No limit when left out.
   */
  limit?: LimitRule | Limiter | undefined;
  /** Functions that are told what happens to the calls. */
  hooks?: Hooks | undefined;
  /** What `waitFor` reads tasks by: `import { tasks } from "@ovh-typed/ovh-eu/wait"`. */
  tasks?: TaskTables | undefined;
  /**
   * `"bigint"` for integers beyond 2^53 as bigints, typed by `WithBigints`; when left out they are rounded, as `JSON.parse`
   * does, and the first is warned of.
   */
  integers?: "bigint" | undefined;
}

/** What core's `createClient` takes. */
export interface ClientOptions extends RegionClientOptions {
  /** The endpoint's name or alias (in Node, `OVH_ENDPOINT` when left out). */
  endpoint?: EndpointName | EndpointAlias | undefined;
}

/** The IAM actions of an endpoint's operations, as `@ovh-typed/<endpoint>/iam` has them. */
export interface IamTables {
  /** Whose operations they are. */
  readonly endpoint: EndpointName;
  /**
   * Loads those of one API: `{ "GET /me": ["account:apiovh:me/get"] }`. An action that an operation does not need for all
   * that it does ends in `?`.
   *
   * @param api Its path, `/me`.
   * @returns Undefined where there is no such API.
   */
  actions(api: string): Promise<Readonly<Record<string, readonly string[]>> | undefined>;
}

/** What reads the tasks that an endpoint's operations answer, as `@ovh-typed/<endpoint>/wait` has it. */
export interface TaskTables {
  /** Whose operations they are. */
  readonly endpoint: EndpointName;
  /** By operation the paths that may read its task, the likeliest first. */
  readonly readers: Readonly<Record<string, readonly string[]>>;
}

/**
 * What is true of some operations of a region, as the places where it changes on the way to them: 30 bits of the FNV-1a
 * of a method and the beginning of a path template (`GET/order/cart/{}`), of the whole of it with a `$` behind; sorted,
 * each as what it adds to the one before, in base 36 and its last digit, a capital letter, in base 26. An operation is in
 * a table when an odd number of its beginnings are.
 */
export interface OperationTables {
  /** Those that need no signature; the few that every endpoint has are known. */
  readonly unsigned: string;
  /** Those that answer nothing. */
  readonly void: string;
  /** Query parameters that are dates and not instants: each behind its operation, `GET/vrack/{}$?date`. */
  readonly days: string;
  /** Loads those whose lists of ids expand to what is read by an id. */
  expanded?(): Promise<string>;
}

/** What a region package adds to the options of its user. */
export interface PinnedClientOptions extends ClientOptions {
  /** What the pinned schema says of its operations. */
  tables?: OperationTables | undefined;
}

/** Headers of a call: a `Headers` object, or a record in which undefined stands for "leave it out". */
export type HeaderValues = Headers | Readonly<Record<string, string | undefined>>;

/**
 * What every call can be given, next to the operation's own `params` and `body`; limits that are left out are the client's.
 */
export interface RequestOptions extends LimitOptions {
  /** Further headers. Those of the signature (`X-Ovh-Application`, `-Consumer`, `-Timestamp`, `-Signature`) are refused. */
  headers?: HeaderValues | undefined;
  /** Aborts the call; it rejects with the signal's own reason. */
  signal?: AbortSignal | undefined;
  /** Whether to sign the call; when left out, the schema's word. */
  auth?: boolean | undefined;
}
