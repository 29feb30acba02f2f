import type { Account } from "../account/account.js";
import type { Application } from "../account/application.js";
import type { Caller } from "../auth/authenticate.js";
import type { TokenEndpoint } from "../auth/oauth2.js";
import type { PinnedOperation } from "../catalogue/operation.js";
import type { ParameterValues } from "../checking/parameters.js";
import type { KeptCollection } from "../state/kept-collection.js";
import type { Store } from "../state/store.js";

/** A call that was found, authenticated and checked: what an operation answers from. */
export interface Call {
  readonly account: Account;
  readonly store: Store;
  /** Undefined where the endpoint has no OAuth2. */
  readonly tokens: TokenEndpoint | undefined;
  /** Whether consumer keys are allowed as they are requested. */
  readonly allowKeys: boolean;
  readonly operation: PinnedOperation;
  /** What is kept by the template of its list, in the operation's own API and where it reaches; undefined where the pin has no such list. */
  readonly collectionOf: (list: string) => KeptCollection | undefined;
  readonly parameters: ParameterValues;
  readonly body: unknown;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Where the sandbox's own pages are, such as `http://127.0.0.1:8080`. */
  readonly pages: string;
  /**
   * Who calls.
   *
   * @throws {Refusal} 403 when the operation needs no signature and none was sent.
   */
  readonly caller: () => Caller;
  /**
   * The application that is named, which is all that an unsigned call shows.
   *
   * @throws {Refusal} 403 INVALID_KEY.
   */
  readonly application: () => Application;
}

/** Answers a call; undefined is OVH's void. */
export type Answer = (call: Call) => unknown;
