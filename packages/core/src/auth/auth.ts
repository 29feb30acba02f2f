import type { CallTarget } from "../call/tables.js";
import type { IamTables } from "../client-options.js";
import type { Credentials } from "../credentials/credentials.js";
import type { Endpoint, EndpointHosts } from "../endpoints/endpoint.js";
import type { HttpMethod } from "../http-method.js";
import type { Lists } from "../lists/create-lists.js";
import type { Init, OperationKey, Operations, UntypedOperation } from "../operations.js";
import type { Platform } from "../platform.js";
import type { Result } from "../result.js";
import type { AccessRule, CheckedRules } from "./access-rule.js";

/** What a consumer key is requested with. */
export interface ConsumerKeyRequest<Rules extends readonly AccessRule[] = readonly AccessRule[]> {
  /** The rights that are asked for. */
  accessRules: Rules;
  /** Where the account's owner is sent after the decision: an absolute URL. */
  redirection?: string | undefined;
  /** The addresses, `192.0.2.0/24`, that the key may be used from; any when left out. */
  allowedIPs?: readonly string[] | undefined;
  signal?: AbortSignal | undefined;
}

/** A consumer key that waits for its owner. */
export interface RequestedConsumerKey {
  /** The new key, which the client uses from now on. */
  readonly consumerKey: string;
  /** The page where the account's owner logs in and allows it. */
  readonly validationUrl: string;
  readonly state: string;
}

/** How long to wait for the owner. */
export interface WaitOptions {
  signal?: AbortSignal | undefined;
  /** Milliseconds; 600,000 when left out. */
  deadline?: number | undefined;
}

/** A consumer key as the account lists it. */
export interface CredentialDetails {
  readonly credentialId: number;
  readonly applicationId: number;
  readonly status: "validated" | "pendingValidation" | "refused" | "expired" | (string & {});
  readonly rules: readonly AccessRule[];
  readonly creation: string;
  readonly expiration?: string | null;
  readonly lastUse?: string | null;
  readonly allowedIPs?: readonly string[] | null;
  readonly ovhSupport?: boolean;
}

/** An application as the account lists it. */
export interface ApplicationDetails {
  readonly applicationId: number;
  readonly applicationKey: string;
  readonly name: string;
  readonly description: string;
  readonly status: string;
}

/** Least rights for some operations. */
export interface LeastRights {
  /** For `requestConsumerKey` and `createTokenUrl`. */
  readonly accessRules: readonly AccessRule[];
  /** For a policy of OVH's IAM: `permissions.allow` of `POST /v2/iam/policy`. */
  readonly policy: { readonly permissions: { readonly allow: readonly { readonly action: string }[] } };
  /** Operations that the policy allows no action for: none is known, or those that are known are needed by a part of what they do. */
  readonly withoutAction: readonly string[];
}

/** What was signed, or would be, with secrets masked. */
export interface Explanation {
  readonly method: HttpMethod;
  /** The URL as it is signed. */
  readonly url: string;
  readonly body: string;
  /** The way the call is authenticated. */
  readonly by: "signature" | "OAuth2 client" | "access token" | "nothing";
  readonly applicationKey: string | undefined;
  /** Masked. */
  readonly applicationSecret: string | undefined;
  /** Masked. */
  readonly consumerKey: string | undefined;
  /** The text that the SHA-1 is made of, with secrets masked and `T` for the time; undefined where nothing is signed. */
  readonly signed: string | undefined;
}

/** Consumer keys, credentials and applications. Every function rejects with an `OvhApiError` for an answer of 400 or above. */
export interface Auth<O extends Operations> {
  /**
   * Requests a consumer key for the client's application. From then on the client uses it; it works once the account's
   * owner has allowed it at `validationUrl`.
   *
   * @example
   * const { validationUrl } = await ovh.auth.requestConsumerKey({ accessRules: [{ method: "GET", path: "/me" }] });
   * console.log(`Open ${validationUrl}`);
   * await ovh.auth.waitForValidation();
   *
   * @throws {OvhConfigError} When the client has no application key.
   */
  requestConsumerKey<const P extends readonly string[]>(
    request: ConsumerKeyRequest<CheckedRules<O, P>>,
  ): Promise<RequestedConsumerKey>;
  /**
   * Waits until the client's consumer key is validated: asks after one second, then ever more rarely, every 15 at last.
   *
   * @throws {OvhAuthError} When the key was refused or has expired.
   * @throws {OvhTimeoutError} When the deadline is over.
   */
  waitForValidation(options?: WaitOptions): Promise<void>;
  /**
   * The page where a person makes all three keys at once, with these rights filled in.
   *
   * @throws {OvhConfigError} Where the endpoint has no such page.
   */
  createTokenUrl<const P extends readonly string[]>(
    accessRules: CheckedRules<O, P>,
    options?: { name?: string; description?: string; duration?: string },
  ): Promise<string>;
  /**
   * The least rights that these operations need: access rules, and an IAM policy where their actions are given.
   *
   * @example
   * import { iam } from "@ovh-typed/ovh-eu/iam";
   * const { accessRules, policy } = await ovh.auth.rulesFor(["GET /me"], iam);
   *
   * @throws {OvhConfigError} When the actions are another endpoint's.
   */
  rulesFor(operations: readonly OperationKey<O>[]): Promise<Pick<LeastRights, "accessRules">>;
  rulesFor(operations: readonly OperationKey<O>[], iam: IamTables): Promise<LeastRights>;
  /** What a call sends and signs, with secrets masked; nothing is sent. */
  explain(method: HttpMethod, path: string, init?: Init<UntypedOperation>): Promise<Explanation>;
  /** Ends the client's consumer key. */
  logout(): Promise<void>;
  /** The account's consumer keys. */
  readonly credentials: {
    /** All of them, or those of a status or an application. */
    list(filter?: { status?: string; applicationId?: number }): Promise<CredentialDetails[]>;
    get(credentialId: number): Promise<CredentialDetails>;
    revoke(credentialId: number): Promise<void>;
  };
  /** The account's applications. */
  readonly applications: {
    list(): Promise<ApplicationDetails[]>;
    get(applicationId: number): Promise<ApplicationDetails>;
    /** Deletes an application and with it all its consumer keys. */
    revoke(applicationId: number): Promise<void>;
  };
}

/** What the functions of `client.auth` work with. */
export interface AuthContext {
  readonly endpoint: Endpoint;
  readonly hosts: EndpointHosts;
  readonly platform: Platform;
  /** What a plain path comes after in the URL that is signed. */
  readonly signedBase: (path: string) => string;
  /** Reads a method and a path as `request` does. */
  readonly target: (method: HttpMethod, path: string) => CallTarget & { readonly path: string };
  readonly request: (method: HttpMethod, path: string, init?: Init<UntypedOperation>) => Promise<Result<unknown>>;
  readonly paginate: Lists["paginate"];
  readonly credentials: () => Credentials;
  /** Puts others in their place. */
  readonly use: (next: Credentials) => void;
}
