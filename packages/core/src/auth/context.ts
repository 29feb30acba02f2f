import type { IamActions } from "../client-options.js";
import type { Client } from "../client.js";
import type { Credentials } from "../credentials/credentials.js";
import type { Endpoint, EndpointHosts } from "../endpoints/endpoint.js";
import type { Operations } from "../operations.js";
import type { Platform } from "../platform.js";

/** What the functions of `client.auth` work with. */
export interface AuthContext {
  readonly endpoint: Endpoint;
  readonly hosts: EndpointHosts;
  readonly platform: Platform;
  /** What a plain path comes after in the URL that is signed. */
  readonly signedBase: (path: string) => string;
  readonly request: Client<Operations>["request"];
  readonly credentials: () => Credentials;
  /** Puts others in their place. */
  readonly use: (next: Credentials) => void;
  readonly iam: IamActions | undefined;
}
