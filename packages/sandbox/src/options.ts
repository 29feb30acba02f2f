import type { OperationKey, Operations, UntypedOperations } from "@ovh-typed/core";
import type { Duration } from "./duration.js";
import type { FaultRule } from "./faults/fault.js";
import type { LedgerEntry, ReceivedRequest } from "./http/request-log.js";
import type { Handler } from "./operations/handlers.js";
import type { Seed } from "./state/seed.js";
import type { State } from "./state/state.js";
import type { Mail } from "./state/store.js";

/** What a sandbox is started with. */
export interface SandboxOptions {
  /** Name or alias of the endpoint to behave as; by default `ovh-eu`. Its package `@ovh-typed/<endpoint>` must be installed. */
  readonly endpoint?: string;
  /** The folder of a client that `ovh-typed schema pin` has generated, in place of a package: `./ovh/ovh-eu`. */
  readonly schemas?: string;
  /** The port that it listens on; by default the system chooses a free one. False for none: `fetch` alone reaches it. */
  readonly port?: number | false;
  /**
   * The address that it listens on; by default 127.0.0.1. Another than one of this machine's loopback, such as `0.0.0.0`
   * in a container, takes a `publicUrl` too: the name by which it may then be called.
   */
  readonly host?: string;
  /**
   * The origin that signatures are checked against, when a proxy or a client's habit makes it another than the one
   * listened on: `https://eu.api.ovh.com`. A path behind the origin is not part of it.
   */
  readonly publicUrl?: string;
  /** What it has from the start; a list that it does not name holds one item. */
  readonly seed?: Seed;
  /** What goes wrong. */
  readonly faults?: readonly FaultRule[];
  /** Whether consumer keys are allowed as they are requested, without a person. */
  readonly allowKeys?: boolean;
  /** Is told of each request to the API when it has been answered. */
  readonly onRequest?: (request: ReceivedRequest) => void;
  /** The sandbox's clock, in milliseconds since 1970; by default `Date.now`. */
  readonly now?: () => number;
}

/**
 * A running sandbox. Where the program gives the types of its region, `createSandbox<Operations>()`, handlers are checked
 * against them.
 */
export interface Sandbox<O extends Operations = UntypedOperations> {
  /** The origin, such as `http://127.0.0.1:41234`; the consent page is below it. */
  readonly url: string;
  /**
   * Answers as the sandbox does over the wire, without a connection: a client's `fetch`. The client may keep its
   * endpoint, as signatures are checked against whatever URL is called.
   */
  readonly fetch: (input: string | URL | Request, init?: RequestInit) => Promise<Response>;
  /** The base URL of version 1, such as `http://127.0.0.1:41234/1.0`: a client's `baseUrl`. */
  readonly baseUrl: string;
  /** Keys of this run; the consumer key is validated and has every right. */
  readonly credentials: SandboxCredentials;
  /**
   * An OAuth2 client of this run, a service account with every right: in place of the keys, as a client takes one kind
   * of credentials. Its tokens come from `/auth/oauth2/token`. Undefined where the endpoint has no OAuth2.
   */
  readonly oauth2Client: { readonly clientId: string; readonly clientSecret: string } | undefined;
  /** What it keeps, to be asserted on and changed without a request. */
  readonly state: State<O>;
  /**
   * Puts things in place of what lists hold.
   *
   * @throws {OvhConfigError} For what does not fit; it names the place and what was expected.
   */
  seed(seed: Seed): Promise<void>;
  /**
   * Has a program answer an operation from now on, in the sandbox's place; its authentication and checks stay.
   *
   * @param operation Its method and path template: `GET /vps/{serviceName}`.
   * @throws {OvhConfigError} For an operation that the pin lacks.
   */
  on<K extends OperationKey<O>>(operation: K, handler: Handler<O, K>): Promise<void>;
  /** The same for one call; several are taken in turn, before what `on` has set. */
  once<K extends OperationKey<O>>(operation: K, handler: Handler<O, K>): Promise<void>;
  /** Makes everything as it was at the start, the seed that was given then included; handlers go, keys stay. */
  reset(): Promise<void>;
  /** The latest 10,000 requests to the API, those that were refused included. */
  readonly requests: readonly ReceivedRequest[];
  /** What goes wrong. The header `X-Sandbox-Fault` has a fault strike one request, `/sandbox/faults` is for any program. */
  readonly faults: FaultControl;
  /** The latest 10,000 writes that were carried out, those included of which a fault kept the answer back. */
  readonly ledger: readonly LedgerEntry[];
  /** The latest 1,000 mails to the account's owner: termination tokens come by mail. */
  readonly mails: readonly Mail[];
  /**
   * Moves the sandbox's clock on.
   *
   * @throws {RangeError} For what is no duration.
   */
  advance(duration: Duration): void;
  /**
   * Allows a consumer key, as a person does on the page of its `validationUrl`.
   *
   * @throws {OvhConfigError} When no key waits for a decision there.
   */
  allow(validationUrl: string): void;
  /** Refuses it; see {@link allow}. */
  refuse(validationUrl: string): void;
  /** `close`, for `await using`. */
  [Symbol.asyncDispose](): Promise<void>;
  /** Stops listening and cuts open connections. */
  close(): Promise<void>;
}

/** Rules by which requests fail; of those that fit one the first strikes. */
export interface FaultControl {
  /**
   * Adds rules, behind those that there are.
   *
   * @throws {OvhConfigError} For what is no rule, and for a path that the pin does not have.
   */
  add(rules: FaultRule | readonly FaultRule[]): Promise<void>;
  /** Forgets them all. */
  clear(): void;
  /** Those that may still strike, `count` being how often. */
  readonly rules: readonly FaultRule[];
}

export interface SandboxCredentials {
  readonly applicationKey: string;
  readonly applicationSecret: string;
  readonly consumerKey: string;
}
